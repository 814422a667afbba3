"""Where rendering runs: in this process, in a pool of processes, or on a Dask cluster. All are Executors."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class SchedulerError(Exception):
    """The cluster asked for cannot be used; the message says why and what to do."""


class Inline(Executor):
    """Runs each call at once, in this process."""

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """A future that is done already."""
        future: Future[Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def local(jobs: int) -> Executor:
    """A pool of `jobs` processes; for one job, this process itself.

    On Linux the processes are forked, which costs milliseconds: the builder has no other thread at that time.
    """
    if jobs <= 1:
        return Inline()
    import multiprocessing  # many builds have too little to do for a second process
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if sys.platform == "linux" and threading.active_count() == 1 else None
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A killed build must not leave its helpers waiting for work for ever."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


class Cluster(Executor):
    """A Dask client as an Executor: its own takes no `cancel_futures` and leaves the connection open."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor: Executor = client.get_executor()

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """One call on some worker."""
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; `cancel_futures` gives up what is under way."""
        self._executor.shutdown(wait and not cancel_futures)
        self._client.close()


def cluster(address: str) -> Executor:
    """The executor of the Dask cluster at `address`. Raises SchedulerError without Dask or without the cluster."""
    if importlib.util.find_spec("distributed") is None:
        raise SchedulerError(
            "--scheduler needs the package distributed; install it with: pip install adoptgen[cluster]"
        )
    client_class: Any = importlib.import_module("distributed").Client
    try:
        return Cluster(client_class(address, timeout="10s"))
    except (OSError, ValueError, TimeoutError) as error:
        raise SchedulerError(f"no Dask scheduler answers at {address}: {error}") from error

"""`adoptgen path`, as somebody in a PMO runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adoptgen.cli.main import cli

PROJECT = Path(__file__).parents[2]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["path", *arguments, "--project", str(PROJECT)])


def test_it_prints_each_step_with_its_reason() -> None:
    found = run("service-agent")
    assert found.exit_code == 0
    text = " ".join(found.output.split())
    assert text.startswith("Service agent: ")
    assert "Before go-live 1 Why we leave the spreadsheets lesson, 3 min, by 14 days before go-live" in text
    assert "Service agent asks for: Find a customer 1" in text
    assert text.index("Before go-live") < text.index("Go-live week") < text.index("First 90 days")


@pytest.mark.parametrize("arguments", [("planner",), ("planner", "--from", "account-executive")])
def test_json_says_the_same_to_programs(arguments: tuple[str, ...]) -> None:
    found = json.loads(run(*arguments, "--format", "json").output)
    assert found["role"] == "planner"
    assert found["minutes"] == sum(step["minutes"] for step in found["steps"] if not step["optional"])
    assert ("lesson/personal-data" in {step["reference"] for step in found["steps"]}) is (len(arguments) == 1)


def test_an_unknown_role_is_answered_with_the_nearest() -> None:
    found = run("planer")
    assert found.exit_code == 2
    assert "did you mean planner?" in found.output

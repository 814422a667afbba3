"""Every published requirement of cmi5 (npm @cmi5/requirements): who checks it here, or why it is not for a course.

A requirement is `judged` under its own id or under that of the rule that says the same; `played` by a test that is
named; or `elsewhere`, with the reason. What the list says of an LMS alone is not for a course.
"""

from __future__ import annotations

JUDGED = {
    rule: (rule, *others.split())
    for rule, others in {
        "3.0.0.0-1": "",
        "8.1.2.0-5": "8.2.1.0-5 8.2.2.0-5",
        "8.1.3.0-3": "8.1.3.0-2 9.2.0.0-2 9.2.0.0-3",
        "8.1.4.0-3": "8.1.4.0-2",
        "8.1.5.0-6": "8.1.5.0-5 9.4.0.0-1 9.4.0.0-2",
        "8.2.1.0-2": "8.1.2.0-3 8.1.2.0-4 8.2.2.0-4",
        "8.2.3.0-1": "",
        "9.1.0.0-1": "",
        "9.3.0.0-2": "9.3.2.0-3",
        "9.3.0.0-3": "",
        "9.3.0.0-4": "7.1.1.0-1 7.1.3.0-1 9.3.2.0-2",
        "9.3.0.0-5": "7.1.2.0-1 9.3.8.0-2",
        "9.3.0.0-6": "9.3.3.0-2",
        "9.3.0.0-7": "9.3.4.0-3",
        "9.3.0.0-8": "",
        "9.3.4.0-2": "9.5.1.0-1 10.2.4.0-2",
        "9.3.5.0-2": "",
        "9.5.1.0-2": "",
        "9.5.1.0-3": "",
        "9.5.2.0-1": "9.5.2.0-2 9.5.2.0-3",
        "9.5.3.0-1": "9.5.3.0-2",
        "9.5.4.1-1": "9.5.4.1-2 9.5.4.1-3 9.5.4.1-4",
        "9.6.1.0-1": "9.6.0.0-1",
        "9.6.2.1-1": "",
        "9.6.2.2-1": "",
        "9.6.2.2-2": "",
        "9.6.3.1-4": "",
        "9.6.3.2-2": "",
        "9.7.0.0-2": "9.7.0.0-1",
        "10.2.1.0-4": "",
        "10.2.1.0-5": "",
        "10.2.1.0-7": "9.6.2.0-1 10.2.1.0-6",
        "10.2.2.0-2": "10.2.2.0-3 10.2.2.0-5 10.2.2.0-9 10.2.2.0-11",
        "11.0.0.0-1": "",
        "11.0.0.0-3": "",
        "11.0.0.0-4": "",
    }.items()
}
"""Rule of cmi5_lms.py -> requirements it stands for."""

PLAYED = {
    "test_9_3_begin_leave_come_back_and_pass": "7.0.0.0-1 7.0.0.0-2 7.0.0.0-3 7.0.0.0-4 7.0.0.0-5 8.1.1.0-2 8.1.1.0-3"
    " 9.3.0.0-1 9.3.2.0-1 9.3.3.0-1 9.3.4.0-1 9.3.8.0-1 10.2.2.0-1 10.2.2.0-6 10.2.2.0-7",
    "test_9_3_0_0_3_failed_is_told_at_the_end_and_passed_may_follow": "9.3.5.0-1",
    "test_10_2_2_0_11_looking_on_tells_nothing_and_leads_home": "10.2.2.0-8 10.2.2.0-10",
    "test_10_2_6_0_1_the_last_button_leads_home": "10.2.6.0-1",
    "test_4_1_0_0_1_another_store_finds_every_statement_valid": "4.1.0.0-1",
    "test_8_1_0_0_7_launch_parameters_come_in_any_order": "8.1.0.0-7",
    "test_13_every_structure_is_valid_complete_and_explicit": "4.4.0.0-1 4.4.0.0-2 8.1.0.0-6 13.1.3.0-1 13.1.4.0-1"
    " 13.1.4.0-2 13.2.0.0-1 14.1.0.0-1 14.1.0.0-2 14.1.0.0-3 14.1.0.0-4",
}
"""Test -> requirements it shows."""

ELSEWHERE = {
    "the course never writes learner preferences": "11.0.0.0-2 11.0.0.0-5 11.1.0.0-1 11.1.0.0-2",
    "the course has no sound": "11.2.0.0-1",
    "a course is one assignable unit without blocks": "13.1.2.0-1",
    "our launch address has no query": "13.1.4.0-3",
    "white space around our titles is for the LMS to remove, and there is none": "13.1.0.0-1",
    "we add no elements of our own": "13.1.5.0-1 13.1.5.0-2",
    "we publish packages only, never a structure alone": "14.2.0.0-1",
    "the LMS chooses what the course is given and launched with": "8.1.0.0-1 8.1.0.0-4 8.1.0.0-5 8.1.0.0-8 8.1.2.0-2"
    " 8.1.5.0-3 8.2.1.0-3 8.2.1.0-4 8.2.1.0-6 8.2.2.0-2 8.2.2.0-3 8.2.3.2-1 9.2.0.0-1 9.6.3.1-1 10.1.0.0-2"
    " 10.1.0.0-3 10.1.0.0-4 10.1.0.0-5 10.2.1.0-2 10.2.1.0-3",
    "only an LMS says abandoned, waived and satisfied": "9.3.0.0-10 9.3.0.0-11 9.3.7.0-2 9.3.9.0-4 9.3.9.0-8 9.5.4.2-1"
    " 9.5.4.2-2 9.3.9.0-9",
}
"""Reason -> requirements that ask nothing of our courses."""

OF_AN_LMS = ("The LMS MUST", "LMS MUST", "the LMS MUST", "The LMS must")


def of_an_lms(name: str, text: str) -> bool:
    """Whether a requirement, or what is derived from it, is asked of an LMS."""
    return "(d" in name or any(word in text for word in OF_AN_LMS)

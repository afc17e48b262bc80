"""Schemathesis reads the description and asks what it may and what it may not: no 5xx, no other answer."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi import checks

pytestmark = pytest.mark.django_db(databases=["edition"])
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.content_type_conformance,
    checks.negative_data_rejection,
    checks.positive_data_acceptance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
    checks.unsupported_method,
]


@pytest.fixture(autouse=True)
def one_connection():
    """Requests come and go; the connection that the test holds stays, as with Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def assert_answers_as_described(examples):
    """Ask every address so often within its description, and so often beside it; the same each time."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    schema.validate()  # as OpenAPI 3.1 itself
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:
            if mode.is_negative and not operation.query:  # any text may be an id
                continue
            try_it(operation.as_strategy(generation_mode=mode), examples, asked)
    assert len(set(asked)) == len(list(schema.get_all_operations())) > 20


def try_it(cases, examples, asked):
    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case):
        asked.append(case.operation.label)
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.mark.slow
def test_the_description_holds_for_some_of_all_that_may_be_asked(reader):
    assert_answers_as_described(examples=4)


@pytest.mark.long
def test_the_description_holds_for_much_of_all_that_may_be_asked(reader):
    assert_answers_as_described(examples=40)

"""Whatever Schemathesis finds in a description of an API, asked and checked; test_described asks for it."""

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi import checks

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

"""What every operation of the API can answer besides success, written into its description in one place."""

from typing import Any

PROBLEM = {
    "type": "object",
    "description": "Why not (RFC 9457). `detail` is a sentence in the language of Accept-Language.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "about:blank, or urn:polact: and the kind of refusal"},
        "title": {"type": "string", "description": "the kind of problem, for programs"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "for people"},
        "errors": {"description": "by field, what is not right"},
        "current_version": {"type": "integer", "description": "with a conflict: the version that stands"},
    },
}
MEANINGS = {
    "400": "What was sent has not the described shape.",
    "401": "Nobody is signed in.",
    "403": "The person may see this but not do it, or the CSRF token is missing.",
    "404": "There is no such thing, or the person may not know of it.",
    "406": "Only JSON can be had here.",
    "409": "Not possible in the present state, or somebody changed it since it was read, or the same call is under way.",
    "413": "Too large.",
    "415": "Only JSON is understood here.",
    "422": "A rule is broken; `errors` says where.",
    "429": "Too many calls; Retry-After says when to come back.",
    "503": "The database did not answer in time; nothing was changed.",
}
EXAMPLES = {
    "400": {"type": "about:blank", "title": "invalid", "status": 400, "detail": "Some of what was sent is not valid.",
            "errors": {"language": ["Choose one of: en, fr."]}},
    "401": {"type": "about:blank", "title": "not_authenticated", "status": 401,
            "detail": "Authentication credentials were not provided."},
    "403": {"type": "urn:polact:not-permitted", "title": "not-permitted", "status": 403,
            "detail": "You may not do this."},
    "404": {"type": "about:blank", "title": "not-found", "status": 404, "detail": "Not found."},
    "409": {"type": "urn:polact:conflict", "title": "conflict", "status": 409, "current_version": 4,
            "detail": "Rita Sample changed this request on Nov. 23, 2026, noon. It is now: In review. Nothing that you "
            "entered was saved over it."},
    "422": {"type": "urn:polact:invalid", "title": "invalid", "status": 422,
            "detail": "Give the reasons: the employee is entitled to them.",
            "errors": {"reasons": ["Give the reasons: the employee is entitled to them."]}},
}  # fmt: skip
METHODS = ("get", "post", "put", "patch", "delete")


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """drf-spectacular's last step: each operation gets the problem documents that it can answer with."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["responses"] = {f"Problem{status}": _response(status) for status in MEANINGS}
    for path, operations in result["paths"].items():
        for method in METHODS:
            if operation := operations.get(method):
                for status in _statuses(path, method, operation):
                    operation["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
    return result


def _response(status: str) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": "#/components/schemas/Problem"}}
    if status in EXAMPLES:
        content["example"] = EXAMPLES[status]
    return {"description": MEANINGS[status], "content": {"application/problem+json": content}}


def _statuses(path: str, method: str, operation: dict[str, Any]) -> set[str]:
    statuses = {"400", "406", "429", "503"}
    if {} not in operation.get("security", [{}]):
        statuses |= {"401", "403"}
    if "{" in path or "404" in operation["responses"]:  # the latter where a whole door is closed to most
        statuses.add("404")
    if any(parameter["in"] == "query" for parameter in operation.get("parameters", [])):
        statuses.add("422")
    if method != "get":
        statuses |= {"403", "409", "413", "415", "422"}
    return statuses

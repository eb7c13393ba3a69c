"""A visitor over HTTP: cookies, forms, JSON. Nothing of the product is imported; it sees what a person's browser sees."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from uuid import uuid4


class Unexpected(Exception):
    """The product answered otherwise than the journey needs."""


@dataclass
class Form:
    """A form as found in a page: where it goes, its method, and its fields with their present values."""

    action: str = ""
    method: str = "get"
    id: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    other_ways: list[str] = field(default_factory=list)  # where a button of its own sends it


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = self.textarea = ""
        self.button: tuple[str, str] | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = Form(told.get("action", ""), told.get("method", "get").lower(), told.get("id", ""))
            self.forms.append(self.form)
        elif self.form is not None:
            self.control(tag, told, {name for name, _value in attributes})

    def control(self, tag: str, told: dict[str, str], present: set[str]) -> None:
        assert self.form is not None
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "button":
            self.button, self.text = (name, told.get("value", "")), ""
            self.form.other_ways += [told["formaction"]] if "formaction" in told else []
        elif tag == "input" and kind in {"radio", "checkbox"}:
            self.form.choices.setdefault(name, []).append(told.get("value", "on"))
            if "checked" in present:
                self.form.fields[name] = told.get("value", "on")
        elif tag == "input" and name:
            self.form.fields[name] = told.get("value", "")
        elif tag == "textarea":
            self.textarea, self.text = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.form.choices.setdefault(self.select, []).append(told.get("value", ""))
            if "selected" in present or self.select not in self.form.fields:
                self.form.fields[self.select] = told.get("value", "")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if self.form is None:
            return
        if tag == "form":
            self.form = None
        elif tag == "button" and self.button:
            self.form.buttons.append((*self.button, " ".join(self.text.split())))
            self.button = None
        elif tag == "textarea":
            self.form.fields[self.textarea] = self.text.removeprefix("\n")
        elif tag == "select":
            self.select = ""


@dataclass
class Page:
    """What came back: the address it ended at, the status, the text."""

    url: str
    status: int
    text: str

    def forms(self) -> list[Form]:
        reader = _Forms()
        reader.feed(self.text)
        return reader.forms

    def form(self, wanted: str) -> Form:
        """The form whose id or action contains `wanted`, or that a button sends there."""
        forms = self.forms()
        found = [form for form in forms if wanted in form.id or wanted in form.action]
        found += [replace(form, action=way) for form in forms for way in form.other_ways if wanted in way]
        if not found:
            raise Unexpected(f"no form {wanted!r} at {self.url} ({self.status})")
        return found[0]


class Browser:
    """One person at one address."""

    def __init__(self, address: str, language: str = "en") -> None:
        self.address, self.language = address, language
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def send(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Page:
        url = urllib.parse.urljoin(self.address, path)
        request = urllib.request.Request(
            url, body, {"Accept-Language": self.language, "Referer": url, **(headers or {})}, method=method
        )
        try:
            with self.opener.open(request, timeout=30) as answer:
                return Page(answer.url, answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Page(url, error.code, error.read().decode(errors="replace"))

    def get(self, path: str) -> Page:
        page = self.send("GET", path)
        if page.status != 200:
            raise Unexpected(f"GET {path}: {page.status}")
        return page

    def submit(self, page: Page, form: Form, **values: str) -> Page:
        """Fill in the form and send it; answers other than success are unexpected."""
        filled = urllib.parse.urlencode({**form.fields, **values}).encode()
        action = urllib.parse.urljoin(page.url, form.action or page.url)
        answer = self.send("POST", action, filled, {"Content-Type": "application/x-www-form-urlencoded"})
        if answer.status != 200:
            raise Unexpected(f"POST {action}: {answer.status}")
        return answer

    def json(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the API; the actor is the session's, so the token against forgery goes along."""
        token = next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), "")
        headers = {"Content-Type": "application/json", "X-CSRFToken": token or "", "Idempotency-Key": str(uuid4())}
        answer = self.send(method, path, None if body is None else json.dumps(body).encode(), headers)
        if not 200 <= answer.status < 300:
            raise Unexpected(f"{method} {path}: {answer.status} {answer.text[:300]}")
        return json.loads(answer.text) if answer.text else None

    def sign_in_as(self, person: str) -> None:
        """Choose the fictional person with this key on the demonstration's page."""
        page = self.get(f"/{self.language}/" + ("connexion/" if self.language == "fr" else "sign-in/"))
        self.submit(page, page.form("main-form"), person=person)

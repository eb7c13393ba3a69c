"""Home, guidance, statements, choice of language, error pages: open to anybody, equal in both languages."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

PAGES = {
    "/en/": "/fr/",
    "/en/guidance/": "/fr/orientation/",
    "/en/accessibility/": "/fr/accessibilite/",
    "/en/privacy/": "/fr/confidentialite/",
    "/en/representatives/": "/fr/representants/",
}
ADDRESSES = [*PAGES, *PAGES.values()]
ROOT = Path(settings.BASE_DIR)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client):
    def get(address: str, **extra) -> str:
        response = client.get(address, **extra)
        assert response.status_code == 200
        return response.content.decode()

    return get


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.parametrize("address", ADDRESSES)
def test_opens_without_an_account_and_leaves_no_cookie(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_has_one_title_one_heading_and_its_language(page, address: str) -> None:
    html = page(address)
    assert f'<html lang="{address[1:3]}">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]{8,} – polact</title>", html)
    assert 'href="#main"' in html
    assert html.count('id="main"') == 1


@pytest.mark.parametrize(("english", "french"), PAGES.items())
def test_links_to_its_twin_in_the_other_language(page, english: str, french: str) -> None:
    assert f'href="{french}" lang="fr" hreflang="fr">Français</a>' in page(english)
    assert f'href="{english}" lang="en" hreflang="en">English</a>' in page(french)


@pytest.mark.parametrize(("english", "french"), PAGES.items())
def test_is_as_deep_in_one_language_as_in_the_other(page, english: str, french: str) -> None:
    in_english, in_french = page(english), page(french)
    assert in_english.count("<") == in_french.count("<")
    assert 0.85 < len(text_of(in_french)) / len(text_of(in_english)) < 1.5


@pytest.mark.parametrize("address", ADDRESSES)
def test_allows_itself_nothing_inline_and_nobody_else(client: Client, address: str) -> None:
    response = client.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    html = response.content.decode()
    assert " style=" not in html
    assert not re.search(r"<(script|img|link)[^>]+(src|href)=\"https?://", html)


def test_home_states_the_right_first_and_opens_three_doors(page) -> None:
    html = page("/en/")
    assert "<h1>You have the right to take part. Check your activity.</h1>" in html
    assert html.count('class="door"') == 3
    assert "<h1>Vous avez le droit de participer. Vérifiez votre activité.</h1>" in page("/fr/")


def test_home_leads_to_the_search_without_naming_it_in_an_address(page) -> None:
    html = page("/en/")
    form = html[html.index("<form") : html.index("</form>")]
    assert 'action="/en/search/"' in form
    assert 'method="post"' in form


def test_guidance_names_its_sources_in_the_language_of_the_page(page) -> None:
    assert "https://laws-lois.justice.gc.ca/eng/acts/P-33.01/" in page("/en/guidance/")
    assert "https://laws-lois.justice.gc.ca/fra/lois/P-33.01/" in page("/fr/orientation/")


def test_accessibility_page_claims_no_conformity(page) -> None:
    assert "we do not claim conformity" in page("/en/accessibility/")


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("en-US", "en"), ("de, fr;q=0.5, en;q=0.4", "fr"), ("fr;q=0.1,en;q=0.9", "en")],
)
def test_neutral_address_follows_the_browser(client: Client, wanted: str, language: str) -> None:
    response = client.get("/", headers={"Accept-Language": wanted})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("wanted", ["", "de-DE", "*", "x" * 600])
def test_neutral_address_offers_both_languages_when_neither_is_asked_for(page, wanted: str) -> None:
    html = page("/", headers={"Accept-Language": wanted})
    assert 'href="/en/">English</a>' in html
    assert 'href="/fr/">Français</a>' in html


@pytest.mark.parametrize("kind", ["400", "403", "404", "500"])
@pytest.mark.urls("tests.polact.outreach.style_guide_urls")
def test_error_page_speaks_both_languages(client: Client, kind: str) -> None:
    client.raise_request_exception = False
    response = client.get("/en/nowhere/" if kind == "404" else f"/en/fails/{kind}/")
    html = response.content.decode()
    assert response.status_code == int(kind)
    assert '<section lang="en">' in html
    assert '<section lang="fr">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert html.index("Go to the home page") < html.index("Aller à la page d’accueil")


def test_form_without_its_token_is_refused_in_both_languages() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/guidance/")
    assert response.status_code == 403
    assert "Veuillez envoyer le formulaire de nouveau" in response.content.decode()


def test_style_guide_is_not_part_of_the_product(client: Client) -> None:
    assert client.get("/en/_components/").status_code == 404


@pytest.mark.urls("tests.polact.outreach.style_guide_urls")
@pytest.mark.parametrize("address", ["/en/_components/", "/fr/_components/"])
def test_style_guide_shows_every_part(page, address: str) -> None:
    html = page(address)
    for part in (
        "notice--danger",
        "badge--warning",
        "stepper",
        "timeline",
        "table-wrap",
        "bar-cell",
        "empty",
        "pagination",
    ):
        assert f"{part}" in html


@pytest.mark.urls("tests.polact.outreach.style_guide_urls")
def test_style_guide_shows_errors_first_and_says_so_in_the_title(client: Client) -> None:
    html = client.post("/en/_components/", {"activity": ""}).content.decode()
    assert "<title>Error: Components (4 errors) – polact</title>" in html
    assert html.index('class="error-summary"') < html.index("<h1")


@pytest.mark.urls("tests.polact.outreach.style_guide_urls")
def test_changing_the_language_keeps_what_was_typed_and_judges_nothing(client: Client) -> None:
    html = client.get("/en/_components/").content.decode()
    switch = re.search(r'<button[^>]+name="_language"[^>]+>', html)
    assert switch is not None
    assert 'formaction="/fr/_components/"' in switch[0]
    assert 'form="main-form"' in switch[0]
    html = client.post("/fr/_components/", {"_language": "fr", "facts": "Ce que j’ai écrit"}).content.decode()
    assert '<html lang="fr">' in html
    assert "Ce que j’ai écrit" in html
    assert "error-summary" not in html
    assert "field--error" not in html


@pytest.mark.urls("tests.polact.outreach.style_guide_urls")
def test_enter_presses_the_forms_own_button_and_not_the_language(client: Client) -> None:
    html = client.get("/en/_components/").content.decode()
    buttons = re.findall(r'<button[^>]*form="main-form"[^>]*>', html)
    assert "_language" not in buttons[0]
    assert 'tabindex="-1"' in buttons[0]
    assert "_language" in buttons[1]


@pytest.mark.parametrize("app", ["polact/base", "polact/outreach"])
def test_french_keeps_its_typography(app: str) -> None:
    catalogue = (ROOT / app / "locale" / "fr" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    french = [
        line for line in re.findall(r'^msgstr(?:\[\d\])? "(.+)"', catalogue, re.MULTILINE) if "https:" not in line
    ]
    assert french
    for sentence in french:
        assert not re.search(r"\s[?!;]", sentence), sentence  # as Canadian French writes them

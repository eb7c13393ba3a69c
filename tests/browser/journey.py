"""The main job as people do it in a browser: assess, ask, triage, ask back, answer, advise, read. In either language."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Locator

from tests.browser.visitor import Visitor

ACTIVITY = {"en": "lawn sign", "fr": "pancarte"}
SUBJECT = {"en": "A sign in my garden", "fr": "Une pancarte dans mon jardin"}
QUESTION = {
    "en": "I would put up a sign at home during the campaign. May I?",
    "fr": "J’installerais une pancarte chez moi pendant la campagne. Est-ce possible?",
}
BACK = {"en": "Do neighbours know what you do at work?", "fr": "Vos voisins connaissent-ils votre travail?"}
ANSWER = {"en": "No, I never speak about it.", "fr": "Non, je n’en parle jamais."}
REASONS = {"en": "Your duties have no link with it.", "fr": "Vos fonctions n’ont aucun lien avec elle."}


class Journey:
    """One request from the first question to the advice, seen by the one who asks and the one who answers."""

    def __init__(self, language: str, asker: Visitor, adviser: Visitor) -> None:
        self.language = language
        self.asker = asker
        self.adviser = adviser

    # Words and addresses in the language of the journey

    def word(self, english: str) -> str:
        with translation.override(self.language):
            translated = translation.gettext(english)
        assert self.language == "en" or translated != english, f"no French for {english!r}"
        return translated

    def path(self, name: str, *args: Any) -> str:
        with translation.override(self.language):
            return reverse(name, args=args)

    # Steps

    def whole(self) -> None:
        self.assess()
        self.take_along()
        self.write()
        self.send()
        self.triage()
        self.ask_back()
        self.answer()
        self.advise()
        self.read()

    def assess(self) -> None:
        """From the search on the home page to the result, answering every question that is asked."""
        asker = self.asker
        asker.open(f"/{self.language}/")
        asker.write(asker.page.locator("#activity-search"), ACTIVITY[self.language])
        asker.press(self.word("Find the activity"))
        asker.press(self.word("Check this activity for my position"))
        for _page in range(25):
            if asker.page.locator(".level").count():
                break
            for group in self.form("fieldset").all():
                asker.pick(group.get_by_role("radio").first)
            asker.press(self.word("Continue"))
        assert asker.page.locator(".level__title").inner_text()
        assert "?" not in asker.page.url

    def take_along(self) -> None:
        """From the result to a request, signing in on the way."""
        asker = self.asker
        asker.press(self.word("Ask my representative"))
        asker.press(self.word("Go on and sign in"))
        self.sign_in(asker, "Emma Sample")
        assert asker.path() == self.path("cases:new")

    def sign_in(self, visitor: Visitor, name: str) -> None:
        visitor.follow(visitor.page.locator("button.person", has_text=name))

    def write(self) -> None:
        asker = self.asker
        asker.write(self.form("[name=subject]"), SUBJECT[self.language])
        asker.write(self.form("[name=question]"), QUESTION[self.language])
        asker.press(self.word("Review and send"))

    def send(self) -> None:
        asker = self.asker
        assert QUESTION[self.language] in asker.page.locator("main").inner_text()
        asker.press(self.word("Send the request"))
        assert SUBJECT[self.language] in asker.heading()

    def triage(self) -> None:
        """The representative finds the request on the desk and takes it up."""
        adviser = self.adviser
        adviser.open(self.path("cases:desk"))
        self.sign_in(adviser, "Rita Sample")
        assert adviser.path() == self.path("cases:desk")
        adviser.press(SUBJECT[self.language], role="link")
        adviser.press(self.word("Take up"))

    def ask_back(self) -> None:
        adviser = self.adviser
        adviser.press(self.word("Ask for more information"), role="link")
        adviser.write(adviser.page.locator("#main-form [name=question]"), BACK[self.language])
        adviser.press(self.word("Send the question"))

    def answer(self) -> None:
        asker = self.asker
        asker.open(self.path("cases:mine"))
        asker.press(SUBJECT[self.language], role="link")
        assert BACK[self.language] in asker.page.locator("main").inner_text()
        asker.press(self.word("Answer the question"), role="link")
        asker.write(self.form("[name=answer]"), ANSWER[self.language])
        asker.press(self.word("Send the answer"))

    def advise(self) -> None:
        adviser = self.adviser
        adviser.open(self.path("cases:desk"))
        adviser.press(SUBJECT[self.language], role="link")
        assert ANSWER[self.language] in adviser.page.locator("main").inner_text()
        adviser.press(self.word("Record advice"), role="link")
        form = adviser.page.locator("#main-form")
        adviser.pick(form.locator("[name=outcome]").first)
        adviser.write(form.locator("[name=reasons]"), REASONS[self.language])
        adviser.press(self.word("Record the advice"))

    def read(self) -> None:
        """The one who asked finds the message, and the answer first on the page of the request."""
        asker = self.asker
        asker.open(self.path("notifications:inbox"))
        asker.open(self.path("cases:mine"))
        asker.press(SUBJECT[self.language], role="link")
        assert REASONS[self.language] in asker.page.locator("main").inner_text()

    def form(self, selector: str) -> Locator:
        return self.asker.page.locator("#main-form").locator(selector)

"""Texts of guidance: CommonMark, nothing that could run, and a source for every statement."""

import re

import pytest

from polact.outreach.markup import gaps_of, may_lead_to, problems_of, rendered

TEXT = """## The test

You *may*. [s113] And again. [s117] [s113]

- one [s113]
- [two](https://example.org/) [s117]

### The test

Last. [s112]
"""


def test_marks_become_numbered_notes_that_lead_to_the_source_and_back() -> None:
    text = rendered(TEXT, "en")
    assert [(note.number, note.source.key, len(note.places)) for note in text.notes] == [
        (1, "s113", 3),
        (2, "s117", 2),
        (3, "s112", 1),
    ]
    assert 'again.<sup class="note"><a id="note-2-1" href="#source-2">' in text.html
    anchors = re.findall(r' id="([^"]+)"', text.html)
    assert len(anchors) == len(set(anchors))
    assert {place for note in text.notes for place in note.places} <= set(anchors)


def test_sections_are_what_the_search_finds() -> None:
    sections = rendered("Before. [s113]\n\n" + TEXT, "en").sections
    assert [(section.anchor, section.title) for section in sections] == [
        ("", ""),
        ("the-test", "The test"),
        ("the-test-2", "The test"),
    ]
    assert sections[2].words == "Last."


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        "![x](https://example.org/x.png)",
        "<https://example.org/><b onclick=alert(1)>",
        '[x](https://example.org/ "\\"><script>")',
    ],
)
def test_nothing_that_is_typed_can_run_or_fetch(hostile: str) -> None:
    html = rendered(f"{hostile} [s113]", "en").html
    tags = re.findall(r"<(/?\w+)((?:\s[^>]*)?)>", html)
    assert {tag.strip("/") for tag, _rest in tags} <= {"p", "a", "sup", "span"}
    assert not any(re.search(r'(?<!")\bon\w+=|javascript:|data:', rest.split("title=")[0]) for _tag, rest in tags)


@pytest.mark.parametrize(
    "url", ["http://example.org", "//example.org", "ftp://x", "/admin/", "/en/\\evil", "mailto:a@b.c", ""]
)
def test_links_lead_only_to_https_and_own_pages(url: str) -> None:
    assert not may_lead_to(url)
    assert all(map(may_lead_to, ("https://example.org", "/fr/orientation/", "#test")))


def test_unknown_sources_first_headings_and_foreign_links_are_named_with_their_line() -> None:
    problems = problems_of("# Title\n\nText. [nowhere]\n\n[x](http://example.org)")
    assert len(problems) == 3
    assert "Line 3: there is no source “nowhere”." in problems
    assert any("http://example.org" in problem for problem in problems)
    assert problems_of(TEXT) == []


def test_each_paragraph_and_list_item_without_a_source_is_named_with_its_line() -> None:
    gaps = gaps_of("## Heading\n\nSaid. [s113]\n\nNot said.\n\n- with [s113]\n- without\n\n> quoted\n")
    assert [re.match(r"Line (\d+)", gap)[1] for gap in gaps] == ["5", "8", "10"]  # type: ignore[index]
    assert gaps_of(TEXT) == []

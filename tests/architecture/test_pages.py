"""The templates of the pages obey the content security policy, and the rule can fail."""

import pytest
from tests.architecture.pages import outside_addresses, unsafe_templates
from tests.architecture.sources import Module, styles_and_scripts, templates

BREACHES = [
    '<p style="color: red">',
    "<progress\n  value='3' style='width: 3%'>",
    "<style>p { color: red }</style>",
    '<button onclick="go()">',
    '<form hx-on:submit="go()">',
    "<form hx-vals='js:{a: 1}'>",
    '<a href="javascript:go()">',
    "<script>go()</script>",
    '<script type="module">go()</script>',
    '<script src="https://example.org/x.js"></script>',
    '<img src="//example.org/x.png">',
    '<link href="http://example.org/x.css">',
    "<style nonce='1'>@import 'x.css'</style>",
    "{{ quote|safe }}",
    "{% autoescape off %}{{ quote }}{% endautoescape %}",
]
FINE = [
    '<p class="style">on = off</p>',
    '<script src="{% static "guatu/board.js" %}" defer></script>',
    '<script type="application/json" id="board">{}</script>',
    '<script nonce="{{ nonce }}">go()</script>',
    "{# <p style='x'> #}<!-- <p style='x'> -->",
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '<a href="{% url \'board\' %}" data-on="1">',
]


def test_no_template_asks_for_what_the_policy_forbids() -> None:
    broken = list(unsafe_templates(templates()))

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("text", BREACHES)
def test_the_rule_can_fail(text: str) -> None:
    assert list(unsafe_templates([Module("page.html", text)]))


@pytest.mark.parametrize("text", FINE)
def test_the_rule_lets_good_pages_pass(text: str) -> None:
    assert not list(unsafe_templates([Module("page.html", text)]))


def test_no_style_sheet_or_script_names_another_machine() -> None:
    broken = list(outside_addresses(styles_and_scripts()))

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("text", ["url('https://example.org/x.woff')", 'fetch("//example.org/x")'])
def test_the_rule_of_addresses_can_fail(text: str) -> None:
    assert list(outside_addresses([Module("x.js", text)]))


@pytest.mark.parametrize("text", ["'http://www.w3.org/2000/svg'", "a = b // c.d e", "fetch('/x/')"])
def test_the_rule_of_addresses_lets_name_spaces_pass(text: str) -> None:
    assert not list(outside_addresses([Module("x.js", text)]))

"""The settings file: what it sets, what comes before it, and that a mistake in it is named."""

import json
from pathlib import Path

import pytest

from footadvice.render.blocks import Item, Items
from footadvice.render.units import imperial
from tests.conftest import Run


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def given(config: Path, text: str) -> dict[str, str]:
    config.write_text(text, encoding="utf-8")
    return {"FOOTADVICE_CONFIG": str(config)}


def test_whom_it_is_for_may_be_set_once_and_is_said(run: Run, config: Path) -> None:
    env = given(config, 'for = ["diabetes"]')
    ran = run("condition", "plantar-fasciitis", env=env)
    assert ran.out == run("condition", "plantar-fasciitis", "--for", "diabetes").out
    assert "For diabetes, as your settings say." in ran.err
    assert json.loads(run("ask", "my heel hurts", "--json", env=env).out)["query"]["who"] == ["diabetes"]


@pytest.mark.parametrize(("typed", "who"), [("child", ["child"]), ("", [])])
def test_what_is_typed_comes_before_the_settings(run: Run, config: Path, typed: str, who: list[str]) -> None:
    ran = run("condition", "gout", "--for", typed, "--json", env=given(config, 'for = ["diabetes"]'))
    assert json.loads(ran.out)["query"]["who"] == who


def test_the_look_of_pages_may_be_set(run: Run, config: Path) -> None:
    plain = run("condition", "gout", env=given(config, "plain = true")).out
    assert plain == run("condition", "gout", "--plain").out
    narrow = run("condition", "gout", env=given(config, "width = 50")).out
    assert max(map(len, narrow.splitlines())) <= 50
    assert run("condition", "gout", "--width", "70", env=given(config, "width = 50")).out != narrow


def test_inches_stand_beside_centimetres_if_wanted(run: Run, config: Path) -> None:
    [block] = imperial([Items((Item("2 to 3 cm, 12 mm and 5 km", lead="1 cm"),))])
    assert isinstance(block, Items)
    item = block.items[0]
    assert item.text == "2 to 3 cm (0.8 to 1.2 inches), 12 mm (0.5 inches) and 5 km (3.1 miles)"
    assert item.lead == "1 cm (0.4 inches)"
    env = given(config, 'units = "imperial"')
    assert " mm (" in run("condition", "achilles-tendinopathy", "--full", env=env).out
    assert run("condition", "gout", "--json", env=env).out == run("condition", "gout", "--json").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("for = 3", "for must be a list of diabetes"),
        ('for = ["kangaroo"]', "for must be a list of diabetes"),
        ("width = true", "width must be a number"),
        ("width = 99999", "width must be a number"),
        ('units = "stone"', "units must be"),
        ("colour = true", 'there is no setting "colour"'),
        ("for = [", "config.toml"),
    ],
)
def test_a_mistake_in_the_file_is_named(run: Run, config: Path, text: str, said: str) -> None:
    env = given(config, text)
    for command in (["condition", "gout"], ["ask", "my heel hurts"], ["config"]):
        ran = run(*command, env=env)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
    assert json.loads(run("condition", "gout", "--json", env=env).out)["error"]["code"] == "usage"


def test_config_says_where_each_value_comes_from(run: Run, config: Path) -> None:
    env = given(config, 'for = ["runner", "thin-bones"]\nwidth = 72')
    out = run("config", env={**env, "NO_COLOR": "1", "PAGER": "more"}).out
    assert "for = runner, thin-bones  (settings)" in out
    assert "width = 72  (settings)" in out
    assert "pager = more  (PAGER)" in out
    assert "color = never  (NO_COLOR)" in out
    assert "units = metric  (default)" in out
    told = json.loads(run("config", "--json", env=env).out)
    assert {"name": "width", "value": "72", "from": "settings"} in told["settings"]
    assert run("config", "--path", env=env).out.strip() == str(config)


def test_without_a_file_everything_is_as_usual_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    env = {"FOOTADVICE_CONFIG": str(tmp_path / "none.toml")}
    assert "(not there)" in run("config", env=env).out
    assert run("condition", "gout", env=env).out == run("condition", "gout").out
    assert list(tmp_path.iterdir()) == []

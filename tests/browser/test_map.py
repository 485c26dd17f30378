"""The HTML map as a reader meets it, in a real browser."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


def script(page, code, *arguments):
    return page.execute_script(f"return {code}", *arguments)


def ship_at(page):
    """Return where the ship's symbol stands on the screen."""
    code = "document.querySelector('.ship-mark').getBoundingClientRect().toJSON()"
    box = script(page, code)
    return box["x"], box["y"]


def set_slider(page, share):
    page.execute_script(
        "const s = document.getElementById('slider'); s.value = s.max * arguments[0];"
        "s.dispatchEvent(new Event('input', {bubbles: true}));",
        share,
    )


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("one", 1280),
        ("one", 375),
        ("two", 375),
        ("hostile", 375),
        ("pacific", 1280),
        ("route", 375),
        ("refused", 375),
        ("convoy", 1280),
    ],
)
def test_it_opens_from_disk_without_errors_requests_or_sideways_scrolling(show, name, width):
    page = show(name, width, fresh=True)
    assert page.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]
    assert {url.split(":")[0] for url in asked} <= {"file", "data"}
    assert [url for url in asked if url.startswith("file:")] == [page.current_url]
    assert script(page, "document.documentElement.scrollWidth") <= width
    assert script(page, "document.querySelectorAll('path.way').length") >= 1


def test_a_request_would_have_been_refused(show):
    page = show("one", fresh=True)
    page.execute_script("new Image().src = 'https://example.org/x.png'")
    page.execute_async_script("setTimeout(arguments[0], 200)")
    assert any("Content Security Policy" in entry["message"] for entry in page.get_log("browser"))


def test_the_slider_moves_the_ship_from_port_to_port(show):
    page = show("one")
    set_slider(page, 0)
    start = ship_at(page)
    clock = page.find_element(By.ID, "clock").text
    assert clock == "15 Dec 2024, 00:00 UTC"
    assert "in Tartus" in page.find_element(By.ID, "where").text
    set_slider(page, 0.5)
    middle = ship_at(page)
    set_slider(page, 1)
    end = ship_at(page)
    assert "in Baltiysk" in page.find_element(By.ID, "where").text
    assert middle[0] < end[0] < start[0]  # out by Gibraltar, back into the Baltic
    assert end[1] < middle[1]


def test_the_stretch_of_water_is_drawn_while_under_way_only(show):
    page = show("one")
    lengths = []
    for share in (0, 0.3, 0.6):
        set_slider(page, share)
        lengths.append(script(page, "document.querySelector('.stretch-line').getTotalLength()"))
    assert lengths[0] == pytest.approx(0, abs=1)
    assert 10 < lengths[1] < lengths[2]


def test_the_slider_works_by_keyboard_and_speaks(show):
    page = show("one")
    slider = page.find_element(By.ID, "slider")
    set_slider(page, 0)
    slider.send_keys(Keys.PAGE_UP, Keys.ARROW_RIGHT)
    assert page.find_element(By.ID, "clock").text == "16 Dec 2024, 01:00 UTC"
    assert "Admiral Golovko near" in slider.get_attribute("aria-valuetext")


def test_play_runs_the_clock_and_stops(show):
    page = show("one")
    set_slider(page, 0)
    play = page.find_element(By.ID, "play")
    play.click()
    assert play.get_attribute("aria-label") == "Pause"
    page.execute_async_script("setTimeout(arguments[0], 400)")
    play.click()
    stopped = page.find_element(By.ID, "clock").text
    assert stopped != "15 Dec 2024, 00:00 UTC"
    page.execute_async_script("setTimeout(arguments[0], 200)")
    assert page.find_element(By.ID, "clock").text == stopped


def test_a_closed_gate_says_why_when_opened_by_keyboard(show):
    page = show("one")
    gate = page.find_element(By.CSS_SELECTOR, "[data-gate=bosphorus]")
    assert gate.get_attribute("tabindex") == "0"
    assert gate.get_attribute("role") == "button"
    assert gate.get_attribute("aria-label") == "Bosphorus (Istanbul Strait): closed"
    gate.send_keys(Keys.ENTER)
    popup = page.find_element(By.CSS_SELECTOR, ".leaflet-popup-content").text
    assert "Closed to Admiral Golovko" in popup
    assert "28 February 2022" in popup
    assert "article 19" in popup


def test_escape_closes_a_popup_and_gives_the_focus_back(show):
    page = show("one", fresh=True)
    gate = page.find_element(By.CSS_SELECTOR, "[data-gate=bosphorus]")
    gate.send_keys(Keys.ENTER)
    page.find_element(By.CSS_SELECTOR, ".leaflet-popup-close-button").send_keys(Keys.ESCAPE)
    page.execute_async_script("setTimeout(arguments[0], 300)")
    assert page.find_elements(By.CSS_SELECTOR, ".leaflet-popup") == []
    assert page.switch_to.active_element == gate


def test_the_whole_way_comes_back_into_view(show):
    page = show("one", fresh=True)
    code = "document.querySelector('path.way').getBoundingClientRect().toJSON()"
    before = pytest.approx(script(page, code), abs=1)
    page.find_element(By.CSS_SELECTOR, ".leaflet-control-zoom-in").click()
    page.execute_async_script("setTimeout(arguments[0], 300)")
    assert script(page, code) != before
    page.find_element(By.CSS_SELECTOR, "[aria-label='Fit route']").click()
    page.execute_async_script("setTimeout(arguments[0], 300)")
    assert script(page, code) == before


def test_every_ship_says_where_it_is_and_local_time_whose_it_is(show):
    page = show("two", fresh=True)
    lines = page.find_element(By.ID, "where").text.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Admiral Golovko", "Sparta II"]
    assert "on board" not in page.find_element(By.ID, "clock").text
    page.find_element(By.CSS_SELECTOR, "[data-clock=local]").click()
    assert page.find_element(By.ID, "clock").text.endswith("on board Admiral Golovko")
    one = show("one", fresh=True)
    said = one.find_element(By.ID, "where").text
    assert re.search(r"somewhere on a stretch of [\d,]+ nm \(8 in 10\)$", said)


def test_a_gate_open_to_one_ship_and_closed_to_the_other_tells_both(show):
    page = show("two")
    page.execute_script("document.querySelector('[data-gate=bosphorus]').click()")
    popup = page.find_element(By.CSS_SELECTOR, ".leaflet-popup-content").text
    assert "Closed to Admiral Golovko" in popup
    legend = page.find_element(By.CSS_SELECTOR, ".legend").text
    assert "Admiral Golovko" in legend
    assert "Sparta II" in legend
    colours = script(
        page, "[...document.querySelectorAll('path.way')].map(p => getComputedStyle(p).stroke)"
    )
    assert len(set(colours)) == 2


def test_a_row_of_the_timetable_lights_its_place_and_brings_the_ship_there(show):
    page = show("one")
    row = page.find_element(By.CSS_SELECTOR, 'tr[data-stop="3"]')
    button = row.find_element(By.TAG_NAME, "button")
    page.execute_script("arguments[0].focus()", button)
    assert "lit" in row.get_attribute("class")
    assert script(page, "document.querySelectorAll('.lit-ring').length") == 1
    button.send_keys(Keys.ENTER)
    moment = dt.datetime.fromisoformat(
        row.find_element(By.TAG_NAME, "time").get_attribute("datetime")
    )
    assert f"{moment.day} {moment:%b %Y}" in page.find_element(By.ID, "clock").text
    name = button.text.split(",")[0]
    assert name in page.find_element(By.CSS_SELECTOR, ".leaflet-popup-content").text
    ring = script(page, "document.querySelector('.lit-ring').getBoundingClientRect().toJSON()")
    x, y = ship_at(page)
    assert abs(ring["x"] + ring["width"] / 2 - x - 15) < 12
    assert abs(ring["y"] + ring["height"] / 2 - y - 15) < 12


def test_dark_follows_the_system_and_the_button(show):
    page = show("one", dark=True, fresh=True)
    theme = "document.documentElement.dataset.theme"
    assert script(page, theme) == "dark"
    dark_sea = script(page, "getComputedStyle(document.getElementById('map')).backgroundColor")
    page.find_element(By.ID, "theme").click()
    assert script(page, theme) == "light"
    assert dark_sea != script(
        page, "getComputedStyle(document.getElementById('map')).backgroundColor"
    )


def test_local_time_is_that_of_the_port_and_of_the_sea(show):
    page = show("one", fresh=True)
    arrival = "tr[data-stop]:last-child td:last-child time"
    utc = page.find_element(By.CSS_SELECTOR, arrival).text
    page.find_element(By.CSS_SELECTOR, "[data-clock=local]").click()
    local = page.find_element(By.CSS_SELECTOR, arrival).text
    hour = int(utc[-5:-3])
    assert int(local.split()[2][:2]) == (hour + 2) % 24  # Kaliningrad keeps UTC+2 all year
    assert local.endswith("UTC+2")
    rows = [r.text for r in page.find_elements(By.CSS_SELECTOR, "tr[data-stop] td:last-child")]
    assert "UTC+2" in rows[1]  # Kythira, 23 E: the nautical zone
    leaves, arrives = [e.text for e in page.find_elements(By.CSS_SELECTOR, ".facts strong time")]
    assert leaves.replace("\xa0", " ") == "15 Dec 2024, 03:00 UTC+3"  # Syria, since 2022
    assert arrives.endswith("UTC+2")


def test_offsets_of_all_kinds_are_told(show):
    page = show("one", fresh=True)
    page.find_element(By.CSS_SELECTOR, "[data-clock=local]").click()
    cases = {
        "Asia/Kathmandu": ("2025-01-15T06:00:00Z", "15 Jan 11:45 UTC+5:45"),
        "America/St_Johns": ("2025-07-15T00:00:00Z", "14 Jul 21:30 UTC−2:30"),
        "Europe/London": ("2025-01-15T06:00:00Z", "15 Jan 06:00 UTC"),
    }
    for zone, (moment, expected) in cases.items():
        time = page.find_element(By.CSS_SELECTOR, "tr[data-stop] time")
        page.execute_script(
            "arguments[0].dateTime = arguments[1]; arguments[0].dataset.zone = arguments[2]",
            *(time, moment, zone),
        )
        page.find_element(By.CSS_SELECTOR, "[data-clock=local]").click()
        assert time.text.replace("\xa0", " ") == expected


def test_night_lies_where_the_sun_is_below_the_horizon(show):
    page = show("one")
    shaded = (
        "(() => { const map = document.getElementById('map').getBoundingClientRect();"
        " const path = document.querySelector('path.night');"
        " const at = path.ownerSVGElement.createSVGPoint();"
        " at.x = map.x + map.width / 2; at.y = map.y + map.height / 2;"
        " return path.isPointInFill(at.matrixTransform(path.getScreenCTM().inverse())); })()"
    )
    duration = script(page, "Number(document.getElementById('slider').max)")
    for day in (1, 9, 17):  # in December the sun stands over central Europe about 08 to 15 UTC
        for hour, dark in ((0, True), (11.2, False), (20, True)):
            set_slider(page, (day * 1440 + hour * 60) / duration)
            assert script(page, shaded) is dark, (day, hour)


def test_a_hostile_name_stays_text(show):
    page = show("hostile")
    assert page.title.startswith("</script><img")
    assert script(page, "document.querySelectorAll('img').length") == 0
    assert page.find_element(By.TAG_NAME, "h2").text.startswith("</script>")


def test_a_way_across_the_antimeridian_is_one_line(show):
    page = show("pacific")
    box = script(page, "document.querySelector('path.way').getBBox().width")
    width = script(page, "document.getElementById('map').clientWidth")
    assert 0.5 * width < box < width
    assert (
        script(page, "document.querySelector('path.way').getAttribute('d').match(/M/g).length") == 1
    )


def test_every_control_has_a_name(show):
    page = show("two")
    nameless = script(
        page,
        "[...document.querySelectorAll('button, input, [role=button], a')].filter(e =>"
        " !(e.getAttribute('aria-label') || e.textContent.trim()"
        " || (e.labels && e.labels.length))).length",
    )
    assert nameless == 0


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("one", 375),
        ("two", 320),
        ("convoy", 320),
        ("pacific", 320),
        ("hostile", 375),
        ("two", 1280),
    ],
)
def test_no_name_on_the_map_is_cut_off(show, name, width):
    page = show(name, width)
    cut = (
        "(() => { const frame = document.getElementById('map').getBoundingClientRect();"
        " return [...document.querySelectorAll('.leaflet-tooltip')].filter(name => {"
        " const box = name.getBoundingClientRect();"
        " return box.left < frame.left || box.right > frame.right || box.top < frame.top"
        " || box.bottom > frame.bottom || name.scrollWidth > name.clientWidth + 1; })"
        ".map(name => name.textContent); })()"
    )
    for share in (0, 0.3, 1):
        set_slider(page, share)
        assert script(page, cut) == []


@pytest.mark.parametrize("width", [375, 1280])
def test_targets_are_as_large_as_wcag_2_2_wants(show, width):
    page = show("one", width)
    small = script(
        page,
        "[...document.querySelectorAll('button, input, summary, [role=button], .skip')].filter(e =>"
        " { const box = e.getBoundingClientRect(); return box.width < 24 || box.height < 24; })"
        ".map(e => e.outerHTML.slice(0, 80))",
    )
    assert small == []
    assert script(page, "document.querySelectorAll('.gate-mark[role=button]').length") > 20


def test_a_gate_off_the_way_says_what_holds_for_this_ship(show):
    page = show("merchant")
    gate = page.find_element(By.CSS_SELECTOR, "[data-gate=bosphorus]")
    assert gate.get_attribute("aria-label") == "Bosphorus (Istanbul Strait): caution"
    gate.send_keys(Keys.ENTER)
    popup = page.find_element(By.CSS_SELECTOR, ".leaflet-popup-content").text
    assert "Caution to Sparta II" in popup
    assert "Bosphorus" not in page.find_element(By.ID, "timetables").text


def test_a_closed_way_is_dashed_and_its_gates_are_closed(show):
    page = show("refused", 375)
    assert "no way" in page.find_element(By.TAG_NAME, "h1").text
    assert script(page, "document.querySelector('path.way').getAttribute('stroke-dasharray')")
    gate = page.find_element(By.CSS_SELECTOR, "[data-gate=dardanelles]")
    assert gate.get_attribute("aria-label").endswith(": closed")
    assert "28 February 2022" in page.find_element(By.ID, "timetables").text
    assert "were open" in page.find_element(By.CSS_SELECTOR, ".legend").text


def test_ships_of_one_timetable_are_one_symbol(show):
    page = show("convoy")
    assert script(page, "document.querySelectorAll('.ship-mark').length") == 1
    name = page.find_element(By.CSS_SELECTOR, ".leaflet-tooltip.name").text
    assert name == "Sparta, Sparta II, Aleksandr Otrakovsky, General Skobelev"


def test_nothing_lies_over_a_popup_on_a_phone(show):
    page = show("merchant", 375, fresh=True)
    page.execute_script("document.querySelector('[data-gate=bosphorus]').click()")
    page.execute_async_script("setTimeout(arguments[0], 400)")
    covered = (
        "(() => { const popup = document.querySelector('.leaflet-popup-content-wrapper');"
        " const box = popup.getBoundingClientRect(), over = [];"
        " for (let x = box.left + 3; x < box.right - 3; x += 12)"
        " for (let y = box.top + 3; y < box.bottom - 3; y += 12) {"
        " const top = document.elementFromPoint(x, y);"
        " if (!top.closest('.leaflet-popup')) over.push(top.className); }"
        " return over; })()"
    )
    assert script(page, covered) == []
    assert page.find_elements(By.CSS_SELECTOR, ".leaflet-tooltip:not(.name):not(.port-name)") == []
    page.find_element(By.CSS_SELECTOR, ".leaflet-popup-close-button").click()
    page.execute_async_script("setTimeout(arguments[0], 300)")
    assert page.find_element(By.CSS_SELECTOR, ".leaflet-control-zoom-in").is_displayed()


def test_the_tab_key_stops_at_gates_that_are_seen_only(show):
    page = show("one", fresh=True)
    index = "document.querySelector('[data-gate={}]').tabIndex"
    assert script(page, index.format("gibraltar")) == 0
    assert script(page, index.format("malacca")) == -1

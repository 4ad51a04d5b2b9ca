"""Every parameter of the commands that say how things go does what it should."""

from __future__ import annotations

from typing import Any

from tests.surface.client import reads, styled
from tests.surface.table import Proofs, commands_of, drawn, elements, failure, members_of, shown

PROOFS = Proofs(*commands_of("status"), *members_of("StatusContainer"))

TONES = ("success", "info", "warning", "error")
KINDS = dict.fromkeys(TONES, "alert")
FIRST = {"progress": "50", "skeleton": ""}


def kind_of(command: str) -> str:
    return KINDS.get(command, command)


def props_of(command: str, arguments: str = "") -> Any:
    if command == "exception":
        return failure(f"st.exception(ValueError('x'), {arguments})").proto
    return drawn(f"st.{command}({FIRST.get(command, repr('x'))}, {arguments})".replace("(, ", "("), kind_of(command))


def spinning(arguments: str) -> Any:
    """Return the properties of a spinner while its block runs: afterwards there is none."""
    app = shown(
        f"""
        from rushlight.run.context import current
        def spinners():
            tree = current().tree
            return [tree.nodes[each].props for each in tree.nodes if tree.nodes[each].props.kind == "spinner"]
        with st.spinner({arguments}):
            st.session_state.during = spinners()
        """
    )
    assert not app.get("spinner")
    (props,) = app.session_state.during
    return props


# --- alerts -----------------------------------------------------------------------------------------------------------


@PROOFS.each("body", commands=TONES)
def an_alert_says_something_in_its_tone(command: str) -> None:
    found = drawn(f"st.{command}('  :tada: **x**')")
    assert (found.body, found.tone) == ("🎉 **x**", command)
    reads("alert", "body", "tone")
    styled(f".alert-{command}")


@PROOFS.each("title", commands=TONES)
def an_alert_has_a_title(command: str) -> None:
    assert props_of(command).title is None
    assert props_of(command, "title='**T**'").title == "**T**"
    reads("alert", "title")


@PROOFS.each("icon", commands=(*TONES, "toast"))
def an_icon_stands_before_the_text(command: str) -> None:
    assert props_of(command).icon is None
    assert props_of(command, "icon='🎈'").icon.emoji == "🎈"
    assert props_of(command, "icon=':material/home:'").icon.path
    assert "emoji" in failure(f"st.{command}('x', icon='word')").value
    reads(kind_of(command), "icon")


# --- size -------------------------------------------------------------------------------------------------------------


@PROOFS.each("width", commands=(*TONES, "exception", "progress", "skeleton", "status"))
def the_width_is_that_of_the_element(command: str) -> None:
    assert props_of(command).width == "stretch"
    assert props_of(command, "width=300").width == 300
    for wrong in ("'content'", "0", "-1", "True"):
        arguments = f"{FIRST.get(command, repr('x'))}, width={wrong}".removeprefix(", ")
        assert failure(f"st.{command}({arguments})").proto.name == "InvalidWidthError"
    reads(kind_of(command), "width")


@PROOFS.of("spinner", "width")
def the_width_of_a_spinner_may_be_that_of_its_text() -> None:
    assert spinning("").width == "content"
    assert spinning("width='stretch'").width == "stretch"
    assert spinning("width=200").width == 200
    assert failure("with st.spinner(width='wide'): pass").proto.name == "InvalidWidthError"
    reads("spinner", "width")


@PROOFS.of("skeleton", "height")
def a_skeleton_has_a_height() -> None:
    assert props_of("skeleton").height == 80
    assert props_of("skeleton", "200").height == 200
    assert props_of("skeleton", "height='stretch'").height == "stretch"
    assert failure("st.skeleton('content')").proto.name == "InvalidHeightError"
    assert shown("st.skeleton(50).text('x')").text[0].value == "x"
    reads("skeleton", "height")


# --- exceptions -------------------------------------------------------------------------------------------------------


@PROOFS.of("exception", "exception")
def an_error_is_shown_with_the_calls_that_led_to_it() -> None:
    found = failure("try:\n    1 / 0\nexcept Exception as error:\n    st.exception(error)").proto
    assert (found.name, found.message) == ("ZeroDivisionError", "division by zero")
    assert any("1 / 0" in call for call in found.stack)
    assert failure("st.exception('a text')").proto.message == "a text"
    reads("exception", "name", "message", "stack")


# --- progress, spinner, status ----------------------------------------------------------------------------------------


@PROOFS.of("progress", "value")
def progress_is_of_a_hundred_or_of_one() -> None:
    for given, share in (("0", 0), ("100", 1), ("0.25", 0.25), ("1.0", 1), ("1", 0.01)):
        assert drawn(f"st.progress({given})").value == share
    for wrong in ("101", "-1", "1.5", "-0.1"):
        assert failure(f"st.progress({wrong})").proto.name == "ValueOutOfRangeError"
    assert failure("st.progress('x')").proto.name == "InvalidParameterTypeError"
    moved = shown("bar = st.progress(0)\nbar.progress(80, 'far')")
    assert [(each.proto.value, each.proto.text) for each in elements(moved)] == [(0.8, "far")]
    reads("progress", "value")


@PROOFS.of("progress", "text")
def progress_has_a_text() -> None:
    assert props_of("progress").text is None
    assert props_of("progress", "' **x** '").text == "**x**"
    reads("progress", "text")


@PROOFS.of("spinner", "text")
def a_spinner_has_a_text_while_its_block_runs() -> None:
    assert spinning("").text == "In progress..."
    assert spinning("'Training'").text == "Training"
    reads("spinner", "text")


@PROOFS.of("spinner", "show_time")
def a_spinner_shows_the_time() -> None:
    assert spinning("").show_time is False
    assert spinning("show_time=True").show_time is True
    reads("spinner", "show_time")


@PROOFS.of("status", "label", "expanded", "state", "type")
def a_status_says_how_far_it_is() -> None:
    plain = props_of("status")
    assert (plain.label, plain.expanded, plain.state, plain.look) == ("x", False, "running", "default")
    full = props_of("status", "expanded=True, state='error', type='compact'")
    assert (full.expanded, full.state, full.look) == (True, "error", "compact")
    assert failure("st.status('x', state='late')").proto.name == "InvalidValueError"
    assert failure("st.status('x', type='bare')").proto.name == "InvalidValueError"
    reads("status", "label", "expanded", "state", "look")


@PROOFS.of("status", "state")
def leaving_its_block_completes_a_status() -> None:
    assert drawn("with st.status('x'):\n    pass").state == "complete"
    assert drawn("with st.status('x', state='error'):\n    pass").state == "error"
    kept = shown("try:\n    with st.status('x'):\n        1 / 0\nexcept ZeroDivisionError:\n    pass")
    assert kept.status[0].proto.state == "error"


# --- toasts -----------------------------------------------------------------------------------------------------------


@PROOFS.of("toast", "body")
def a_toast_says_something_and_can_be_changed() -> None:
    assert drawn("st.toast(' :tada: x')").body == "🎉 x"
    assert failure("st.toast('')").proto.name == "MissingRequiredParameterError"
    app = shown("one = st.toast('a')\nst.toast('b')\none.toast('c', icon='🎈')")
    assert [each.proto.body for each in app.toast] == ["c", "b"]
    assert app.toast[0].proto.call < app.toast[1].proto.call
    again = [each.proto.call for each in app.run().toast]
    assert again[0] not in (1, None) and len(set(again)) == 2
    reads("toast", "body", "call")


@PROOFS.of("toast", "duration")
def a_toast_stays_for_a_while() -> None:
    for given, seconds in (("'short'", 4), ("'long'", 10), ("'infinite'", 0), ("7", 7)):
        assert props_of("toast", f"duration={given}").seconds == seconds
    assert props_of("toast").seconds == 4
    for wrong in ("'soon'", "0", "-1", "True"):
        assert failure(f"st.toast('x', duration={wrong})").proto.name == "InvalidValueError"
    reads("toast", "seconds")


@PROOFS.of("balloons")
@PROOFS.of("snow")
def each_call_of_an_effect_plays_it() -> None:
    for name in ("balloons", "snow"):
        app = shown(f"st.{name}()")
        (first,) = [each.proto for each in app if each.proto.kind == "effect"]
        (second,) = [each.proto for each in app.run() if each.proto.kind == "effect"]
        assert first.name == second.name == name and first.call != second.call
    reads("effect", "name", "call")


@PROOFS.of("StatusContainer.update", "label", "expanded", "state")
def what_goes_on_is_told_anew() -> None:
    def after(arguments: str) -> tuple[str, bool, str]:
        found = drawn(f"st.status('a', expanded=True).update({arguments})", "status")
        return found.label, found.expanded, found.state

    assert after("") == ("a", True, "running")
    assert after("label='**b**'") == ("**b**", True, "running")
    assert after("expanded=False") == ("a", False, "running")
    assert [after(f"state={word!r}")[2] for word in ("running", "complete", "error")] == [
        "running",
        "complete",
        "error",
    ]
    assert failure("st.status('a').update(state='done')").proto.name == "InvalidValueError"
    assert drawn("with st.status('a') as s:\n    s.update(label='b')", "status").state == "complete"


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()

"""What a line must not part."""

from markupsafe import Markup

from rooftree.web.components.unbroken import unbroken


def test_a_day_and_a_postcode_are_kept_whole_and_all_else_may_part() -> None:
    assert unbroken("since 21\u00a0November 2026") == 'since <span class="rt-nb">21\u00a0November 2026</span>'
    assert unbroken("1 Larch Row, ZZ4 2LH") == '1 Larch Row, <span class="rt-nb">ZZ4 2LH</span>'
    assert unbroken("ZZ4 2LH") == '<span class="rt-nb">ZZ4 2LH</span>'


def test_what_has_nothing_to_keep_is_left_as_it_is() -> None:
    for value in ("Gas safety record", "", 1204, "21200", "Flat 2 Larch House"):
        assert unbroken(value) is value


def test_what_is_not_known_to_be_safe_is_escaped_and_what_is_safe_is_left() -> None:
    assert unbroken("<b>1 May 2026</b>") == '&lt;b&gt;<span class="rt-nb">1 May 2026</span>&lt;/b&gt;'
    safe = Markup("<b>1 May 2026</b>")
    assert unbroken(safe) is safe


def test_a_reference_is_kept_whole_where_a_line_could_part_it() -> None:
    for one in ("4471/AB", "WO-118204-B", "NEC/00/451-C2", "S-21200", "C2026-04-27", "0000350021/2025-11-30"):
        assert unbroken(one) == f'<span class="rt-nb">{one}</span>'
    assert unbroken("job 4471/AB, again") == 'job <span class="rt-nb">4471/AB</span>, again'
    for value in (
        "and/or",
        "CO-OP",
        "12-14 Larch Row",
        "100102/00451244/05-AUG-2013",
        "A1-B" * 20,
        "a 2-bed flat",
    ):
        assert unbroken(value) is value

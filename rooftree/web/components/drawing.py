"""Turns a Vega-Lite specification into SVG that our pages may carry.

Vega writes fixed colours and its own roles into the picture. What leaves here has neither: colours are
classes (so that the dark theme, print and high contrast hold), there is no style attribute (the content
policy would refuse it) and only shapes and words are left.
"""

import functools
import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = {
    "#1b2733": "ink",
    "#4d5a66": "soft",
    "#7d776c": "edge",
    "#c9c4bb": "line",
    "#1d5c47": "leaf",
    "#9c3d24": "brick",
}
"""The light theme's colours, which a specification uses, and the class that stands for each in the page."""
COLOURS = {name: colour for colour, name in TOKENS.items()}
SHAPES = {"g", "path", "line", "rect", "circle", "text"}
KEPT = {"d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "transform", "text-anchor"}
KEPT |= {"stroke-width", "stroke-dasharray", "stroke-linejoin", "font-weight"}
DECIMALS = re.compile(r"-?\d+\.\d+")
NOTHING = ("", "M0,0h0v0h0Z")
FEW = 256


@functools.lru_cache(maxsize=FEW)
def drawn(spec: str) -> str:
    """The shapes of a specification (JSON), as SVG elements without their frame; kept for the next reader."""
    # Loading the renderer takes about a second: only a process that draws pays it, once.
    import vl_convert

    picture = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))  # noqa: S314 (our own renderer's words)
    return "".join(_markup(shape) for part in picture for shape in _shapes(part))


def _shapes(of: ElementTree.Element) -> list[ElementTree.Element]:
    """The element cleaned, or what is inside it when it is only a wrapper, or nothing."""
    name = of.tag.removeprefix(SVG)
    inside = [shape for part in of for shape in _shapes(part)]
    seen = name in SHAPES and of.get("class") not in ("background", "foreground")
    if (
        not seen
        or (name == "path" and of.get("d", "") in NOTHING)
        or (name == "rect" and not len(_paint(of)))
    ):
        return inside
    if name == "g" and (not inside or of.get("transform", "translate(0,0)") == "translate(0,0)"):
        return inside
    kept = {key: DECIMALS.sub(_rounded, value) for key, value in of.attrib.items() if key in KEPT}
    clean = ElementTree.Element(name, kept)
    if classes := _paint(of):
        clean.set("class", " ".join(classes))
    clean.text = of.text if name == "text" else None
    clean.extend(inside)
    return [clean]


def _rounded(number: re.Match[str]) -> str:
    """A tenth of a pixel is enough, and half the weight."""
    return f"{float(number.group()):.1f}".removesuffix(".0")


def _paint(of: ElementTree.Element) -> list[str]:
    """The colours of an element as classes: "f-leaf" for a fill, "s-ink" for a stroke."""
    pairs = (("f", of.get("fill", "")), ("s", of.get("stroke", "")))
    return [f"{way}-{TOKENS[colour]}" for way, colour in pairs if colour in TOKENS]


def _markup(shape: ElementTree.Element) -> str:
    return ElementTree.tostring(shape, encoding="unicode")

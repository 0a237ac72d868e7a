"""The figures as a person reads them."""

from __future__ import annotations

from typing import Any

HEADS = ("", "p50", "p95", "bare p50", "bare p95", "ratio", "alone", "queries", "kB", "")


def show(result: dict[str, Any]) -> None:
    """A table of every kind of question, then what stands beside it."""
    counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in result["counts"].items())
    print(f"{counts}; {result['clients']} clients, {result['requests']} requests each. Milliseconds.\n")
    print(f"{HEADS[0]:<30}" + "".join(f"{head:>10}" for head in HEADS[1:]))
    for name, told in result["cases"].items():
        print(_line(name, told, result["counted_queries"].get(name, 0)))
        for fault in told.get("failed", ()):
            print(f"    failed: {fault}")
    print("\nAs known on a day, times the live page (p50):")
    for name, ratio in result["as_known_to_live"].items():
        print(f"  {name:<28}{ratio:>10}")
    load = result["first_load"]
    print(
        f"\nFirst load of a home: {load['total_bytes'] / 1000:,.0f} kB,"
        f" the page {load['page_bytes'] / 1000:,.0f} kB"
    )
    for name, size in load["assets"].items():
        print(f"  {name:<60}{size / 1000:>8,.1f} kB")
    if misspelt := result.get("misspelt"):
        print(
            f"\nMisspelt names found in the first five: {misspelt['in_first_five']:.1%}"
            f" of {misspelt['sought']}"
        )
        for one in misspelt["missed"]:
            print(f"  missed: {one}")
    for path, told in result.get("exports", {}).items():
        print(
            f"\n{path}: {told['seconds']} s, {told['bytes'] / 1e6:,.1f} MB sent; the server took"
            f" {told['server_before_mib']} MiB before and {told['server_peak_mib']} MiB at most"
        )
    if written := result.get("written"):
        print(
            f"\nWritten meanwhile: {written['notes']:,} notes,"
            f" {written['homes']:,} homes changed and taken back"
        )
        for fault in written["faults"]:
            print(f"  fault: {fault}")


def _line(name: str, told: dict[str, Any], queries: int) -> str:
    must = told["must_ms"]
    word = "" if must is None else ("ok" if told["p95_ms"] <= must else f"over {must}")
    figures = (
        told["p50_ms"],
        told["p95_ms"],
        told["bare_p50_ms"],
        told["bare_p95_ms"],
        f"{told['ratio_p50']}x",
        told["alone_p50_ms"],
        queries,
        round(told["bytes"] / 1000),
        word,
    )
    return f"{name:<30}" + "".join(f"{figure:>10}" for figure in figures)

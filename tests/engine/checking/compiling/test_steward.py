"""A steward's own SQL is one SELECT over declared tables, or it is refused in words."""

import pytest

from rooftree.engine.checking.compiling.steward import UnsafeError, lint, sql
from rooftree.engine.checking.shapes import whole

HOME = {"uprn": "string", "built_on": "date", "beds": "int64"}
SHAPES = whole({"home": HOME, "person": {"name": "string"}})
KEYS = "SELECT source_system, source_key FROM home"


@pytest.mark.parametrize(
    "select",
    [
        f"{KEYS} WHERE uprn IS NULL AND built_on < CURRENT_DATE - INTERVAL 3 YEAR",
        f"{KEYS} WHERE regexp_matches(uprn, '^1') AND coalesce(beds, 0) BETWEEN 1 AND 3;",
        "SELECT min(source_system) AS source_system, source_key FROM home GROUP BY 2 HAVING count(*) > 1",
        "WITH old AS (SELECT * FROM home WHERE beds > 3) SELECT source_system, source_key FROM old",
        f"{KEYS} UNION ALL {KEYS}",
        f"{KEYS} h WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.source_key = h.uprn)",
        f"{KEYS} QUALIFY row_number() OVER (PARTITION BY uprn ORDER BY source_key) > 1",
    ],
)
def test_plain_questions_are_let_through(select: str) -> None:
    assert "source_key" in sql(lint(select, SHAPES), "duckdb")


REFUSED = {
    "COPY home TO 'a.csv'": "nothing else is run",
    "INSTALL httpfs": "nothing else is run",
    "LOAD httpfs": "nothing else is run",
    "ATTACH 'a.db'": "nothing else is run",
    "PRAGMA database_list": "nothing else is run",
    "SET threads = 1": "nothing else is run",
    "CREATE TABLE a AS SELECT 1": "nothing else is run",
    "DELETE FROM home": "nothing else is run",
    f"{KEYS}; DROP TABLE home": "only one",
    "": "only one",
    "SELEC source_key FROM home WHERE": "",
    "SELECT source_system, source_key FROM read_csv('/etc/passwd')": "files and functions",
    "SELECT source_system, source_key FROM '/etc/passwd'": "there is no table /etc/passwd",
    "SELECT source_system, source_key FROM glob('*')": "files and functions",
    "SELECT source_system, source_key FROM duckdb_settings()": "files and functions",
    "SELECT source_system, source_key FROM nowhere": "there is no table nowhere",
    "SELECT source_system, source_key FROM information_schema.tables": "alone",
    "SELECT source_system, source_key FROM main.home": "alone",
    f"{KEYS} WHERE uprn = getenv('HOME')": "getenv",
    f"{KEYS} WHERE uprn = current_setting('temp_directory')": "current_setting",
    f"{KEYS} WHERE uprn = getvariable('a')": "getvariable",
    f"{KEYS} WHERE (SELECT content FROM read_text('/etc/passwd')) = uprn": "files and functions",
    f"{KEYS} WHERE random() < 0.5": "rand",
    f"{KEYS} WHERE uprn = repeat('x', 1000000000)": "repeat",
    f"{KEYS} LIMIT 3": "hide",
    f"{KEYS} USING SAMPLE 10": "",
    f"{KEYS} WHERE beds = ?": "no parameters",
    f"{KEYS} WHERE TRY_CAST(uprn AS INTEGER) > 1": "TRY_CAST",
    f"WITH RECURSIVE a AS ({KEYS} UNION ALL SELECT * FROM a) SELECT * FROM a": "never end",
    f"{KEYS} WHERE colour = 'red'": "colour",
    "SELECT uprn FROM home": "must give source_system and source_key",
    "SELECT source_system, source_key FROM home, unnest([1]) AS t(x)": "",
    "SELECT source_system, source_key FROM home, range(1000000000000)": "files and functions",
}


@pytest.mark.parametrize(("select", "words"), REFUSED.items())
def test_all_else_is_refused_in_words(select: str, words: str) -> None:
    with pytest.raises(UnsafeError) as refused:
        lint(select, SHAPES)
    assert words in str(refused.value)
    assert len(str(refused.value)) > 10

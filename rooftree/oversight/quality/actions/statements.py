"""The statements that bring the ledger to tonight; `merging` tells them in order.

They read the temporary tables `staged`, `linked`, `rules` and `bearing`. A row of the ledger is touched only
when something about it changes, so that a night like the last writes next to nothing.
"""

QUIET = """
DELETE FROM staged USING bearing b
WHERE b.rule_id = staged.rule_id AND b.source_system = staged.source_system AND NOT b.raises
"""
NEW = """
INSERT INTO quality_exception (
    id, rule_id, rule_version, table_name, column_name, dimension, severity, owner, source_system, source_key,
    extract_id, source_row, value_hash, group_id, state, since_on, first_seen_run, first_seen_on, resolved_as,
    reopened, record_type, record_id, unit_id, person_id, area_code, contractor_id, team_id, due_on,
    waived_reason
)
SELECT s.id, s.rule_id, r.version, s.table_name, r.column_name, r.dimension, r.severity, r.owner,
    s.source_system, s.source_key, s.extract_id, s.source_row, s.value_hash, s.group_id, 'new', %(today)s,
    %(run)s, %(today)s, '', 0, coalesce(l.record_type, s.table_name), l.record_id, l.unit_id, l.person_id,
    l.area_code, l.contractor_id, r.team_id, %(today)s::date + r.due_days, ''
FROM staged s JOIN rules r USING (rule_id) LEFT JOIN linked l USING (id)
WHERE NOT EXISTS (SELECT FROM quality_exception e WHERE e.id = s.id)
ORDER BY s.rule_id, s.source_system, s.source_key
"""
MOVED = """
CREATE TEMP TABLE moved ON COMMIT DROP AS
SELECT e.id, e.state AS was, s.extract_id, s.source_row, s.value_hash, s.group_id, r.version, r.column_name,
    r.dimension, r.severity, r.owner, r.due_days, coalesce(l.record_type, s.table_name) AS record_type,
    l.record_id, l.unit_id, l.person_id, l.area_code, l.contractor_id,
    e.mended_at IS NOT NULL AND coalesce(b.resolves, true) AS still_so,
    CASE WHEN e.state = 'resolved' OR e.state = 'waived' AND e.waived_until < %(today)s THEN 'reopened'
         WHEN e.state = 'waived' THEN 'waived' ELSE 'open' END AS became
FROM staged s JOIN quality_exception e USING (id) JOIN rules r ON r.rule_id = s.rule_id
LEFT JOIN linked l ON l.id = s.id
LEFT JOIN bearing b ON b.rule_id = s.rule_id AND b.source_system = s.source_system
WHERE e.first_seen_run <> %(run)s AND (
    e.state IN ('new', 'reopened', 'resolved') OR e.state = 'waived' AND e.waived_until < %(today)s
    OR e.last_seen_run IS NOT NULL OR e.mended_at IS NOT NULL AND coalesce(b.resolves, true)
    OR (e.rule_version, e.column_name, e.dimension, e.severity, e.owner, e.value_hash, e.group_id,
        e.record_type, e.record_id, e.unit_id, e.person_id, e.area_code, e.contractor_id)
    IS DISTINCT FROM (r.version, r.column_name, r.dimension, r.severity, r.owner, s.value_hash, s.group_id,
        coalesce(l.record_type, s.table_name), l.record_id, l.unit_id, l.person_id, l.area_code,
        l.contractor_id)
)
"""
MOVE = """
UPDATE quality_exception e SET
    rule_version = m.version, column_name = m.column_name, dimension = m.dimension, owner = m.owner,
    extract_id = m.extract_id, source_row = m.source_row, value_hash = m.value_hash, group_id = m.group_id,
    record_type = m.record_type, record_id = m.record_id, unit_id = m.unit_id, person_id = m.person_id,
    area_code = m.area_code, contractor_id = m.contractor_id, severity = m.severity, state = m.became,
    last_seen_run = NULL, last_seen_on = NULL, resolved_run = NULL, resolved_on = NULL, resolved_as = '',
    reopened = e.reopened + CASE m.became WHEN 'reopened' THEN 1 ELSE 0 END,
    since_on = CASE m.became WHEN 'reopened' THEN %(today)s ELSE e.since_on END,
    due_on = CASE WHEN m.became = 'reopened' THEN %(today)s::date + m.due_days
        WHEN m.severity <> e.severity THEN e.since_on + m.due_days ELSE e.due_on END,
    mended_at = CASE WHEN m.still_so THEN NULL ELSE e.mended_at END,
    mended_by = CASE WHEN m.still_so THEN NULL ELSE e.mended_by END,
    waived_at = CASE m.became WHEN 'waived' THEN e.waived_at END,
    waived_by = CASE m.became WHEN 'waived' THEN e.waived_by END,
    waived_until = CASE m.became WHEN 'waived' THEN e.waived_until END,
    waived_reason = CASE m.became WHEN 'waived' THEN e.waived_reason ELSE '' END
FROM moved m WHERE m.id = e.id
"""
EVENTS = 'INSERT INTO quality_exception_event (exception_id, what, at, "on", run_id, by, "to", said) SELECT '
TOLD = " %(now)s, %(today)s, %(run)s, %(by)s, '', '' FROM "
MOVED_EVENTS = (
    EVENTS
    + "id, CASE was WHEN 'waived' THEN 'waiver_ended' ELSE 'reopened' END,"
    + TOLD
    + "moved WHERE became = 'reopened'",
    EVENTS + "id, 'still_so'," + TOLD + "moved WHERE still_so",
)
ABSENT = """
SELECT e.id, e.rule_id, e.table_name, e.source_system, e.source_key FROM quality_exception e
JOIN bearing b ON b.rule_id = e.rule_id AND b.source_system = e.source_system AND b.resolves
WHERE e.resolved_on IS NULL AND NOT EXISTS (SELECT FROM staged s WHERE s.id = e.id)
"""
JUDGED = "CREATE TEMP TABLE judged (id uuid, how text) ON COMMIT DROP"
SEEN_LAST = """
CREATE TEMP TABLE seen_last ON COMMIT DROP AS
SELECT DISTINCT ON (q.rule_id, q.source_system) q.rule_id, q.source_system, c.run_id, c.business_on
FROM quality_rule_result q JOIN quality_check_run c ON c.run_id = q.check_run_id
WHERE q.error = '' AND q.unsure = '' AND c.run_id < %(run)s
ORDER BY q.rule_id, q.source_system, c.run_id DESC
"""
LAST = """
    last_seen_run = coalesce(e.last_seen_run, greatest(e.first_seen_run, (SELECT l.run_id FROM seen_last l
        WHERE l.rule_id = e.rule_id AND l.source_system = e.source_system))),
    last_seen_on = coalesce(e.last_seen_on, greatest(e.first_seen_on, (SELECT l.business_on FROM seen_last l
        WHERE l.rule_id = e.rule_id AND l.source_system = e.source_system)))
"""
CLOSE = (
    "UPDATE quality_exception e SET state = 'resolved', since_on = %(today)s, resolved_run = %(run)s,"
    " resolved_on = %(today)s, mended_at = NULL, mended_by = NULL, waived_at = NULL, waived_by = NULL,"
    " waived_until = NULL, waived_reason = '', resolved_as = "
)
RESOLVE = f"{CLOSE} j.how, {LAST} FROM judged j WHERE j.id = e.id AND j.how <> 'unseen'"
RESOLVED_EVENTS = (
    EVENTS
    + "id, CASE how WHEN 'gone' THEN 'gone' ELSE 'resolved' END,"
    + TOLD
    + "judged WHERE how <> 'unseen'"
)
NOT_SEEN = (
    f"UPDATE quality_exception e SET {LAST} FROM judged j"  # noqa: S608 - ours
    " WHERE j.id = e.id AND e.last_seen_run IS NULL AND j.how = 'unseen'"
)
NO_RULE = (
    "NOT EXISTS (SELECT FROM rules r WHERE r.rule_id = e.rule_id"
    " AND (r.systems = '{}' OR e.source_system = ANY (r.systems)))"
)
"""The rule is not in the standard any more, or no longer asked of that system."""
WITHDRAW_EVENTS = (
    EVENTS + "id, 'withdrawn'," + TOLD + "quality_exception e WHERE e.resolved_on IS NULL AND " + NO_RULE
)
WITHDRAW = f"{CLOSE} 'withdrawn', {LAST} WHERE e.resolved_on IS NULL AND {NO_RULE}"
LAPSED = "quality_exception WHERE state = 'waived' AND waived_until < %(today)s"
LAPSE_EVENTS = EVENTS + "id, 'waiver_ended'," + TOLD + LAPSED
LAPSE = """
UPDATE quality_exception e SET state = 'reopened', since_on = %(today)s, reopened = e.reopened + 1,
    due_on = %(today)s::date + coalesce((SELECT r.due_days FROM rules r WHERE r.rule_id = e.rule_id), 0),
    waived_at = NULL, waived_by = NULL, waived_until = NULL, waived_reason = ''
WHERE e.state = 'waived' AND e.waived_until < %(today)s
"""


STANDING = (
    "SELECT count(*) FILTER (WHERE state <> 'waived'), count(*) FILTER (WHERE state = 'waived')"
    " FROM quality_exception WHERE resolved_on IS NULL"
)
REOPENED = (
    "SELECT count(*) FROM quality_exception_event WHERE run_id = %(run)s"
    " AND what IN ('reopened', 'waiver_ended')"
)

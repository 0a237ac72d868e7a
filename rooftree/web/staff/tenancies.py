"""One tenancy, by its reference or its id."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import tenancy as desk
from rooftree.desk.tenancy import TenancyPage
from rooftree.records.tenancies.queries import NEWEST_TRANSACTIONS, id_of
from rooftree.reference.accounts.rules import Viewer, may_see_money
from rooftree.reference.audit.actions import record_reading
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Fact, Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import asked_day, day_links
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.names import home_link, person_link, tenancy_links
from rooftree.web.staff.records import known_since, not_known_then, stale_banners
from rooftree.web.staff.sections.exceptions import standing
from rooftree.web.staff.sections.home import lives_table, newest_first
from rooftree.web.staff.sections.notes import notes_section
from rooftree.web.staff.showing.facts import is_source_code, said_columns, source_of, worded
from rooftree.web.staff.showing.labels import label
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, FactsBlock, Section, side_links
from rooftree.web.staff.showing.tables import table
from rooftree.web.visibility import visible_to


@visible_to(*SEES_PEOPLE)
@require_safe
def tenancy(request: StaffRequest, ref: str) -> HttpResponse:
    """Everything that is known of one tenancy."""
    own, today = id_of(ref, viewer=request.viewer), clock.today()
    asked = asked_day(request.GET, today=today)
    if asked.redirect:
        return HttpResponseRedirect(asked.redirect)
    page = desk.tenancy(own, viewer=request.viewer, today=today, on=asked.on) if own else None
    if page is None and own and asked.on:
        href = reverse("tenancy", args=[own])
        return not_known_then(request, asked.on, what="tenancy", href=href, table="tenancy", own=own)
    if page is None:
        raise Http404
    held = page.tenancy
    part = f"page as known on {asked.on}" if asked.on else "page"
    record_reading(by=request.viewer, now=clock.now(), subject_type="tenancy", subject_id=held.id, part=part)
    found = sections(page, viewer=request.viewer)
    if not asked.on:
        found += standing("tenancy", held.id, viewer=request.viewer, today=today)
    found.append(notes_section("tenancy", held.id, request=request))
    days = [(held.day("starts_on"), "began"), (held.day("ends_on"), "ended")]
    context = {
        "nav": "tenancies",
        "title": f"Tenancy {held.text('tenancy_ref')}",
        "kind": worded(held, "kind") or "",
        "home": _home(page),
        "identity_facts": _identity(page, viewer=request.viewer),
        "ended": Status(Kind.NONE, "Ended: no longer in the extract") if held.ended_on else None,
        "references_line": f"NEC {held.lineage.key}",
        "sections": found,
        "side": side_links(found),
        "asat": asked.on,
        "form": asked.form,
        "action": reverse("tenancy", args=[held.id]),
        "days": day_links(asked, days, today, since=known_since(page.records)),
        "compare": reverse("tenancy-difference", args=[held.id]),
        "stale": stale_banners(page.records, request=request, page="tenancy", on=asked.on),
    }
    return render(request, "staff/tenancy.html", context)


def _home(page: TenancyPage) -> Link | None:
    found = page.homes.get(page.tenancy.link("unit")) or next(iter(page.homes.values()), None)
    return home_link(found) if found else None


def _identity(page: TenancyPage, *, viewer: Viewer) -> list[Fact]:
    held, home = page.tenancy, _home(page)
    names = [
        person_link(one.person)
        for one in page.lives
        if one.person and one.member.facts.get("is_tenancy_party")
    ]
    tenant = names[0] if names else None
    facts = [
        Fact("Home", home.words if home else None, href=home.href if home else ""),
        Fact("Tenant", tenant.words if tenant else None, href=tenant.href if tenant else ""),
        Fact("Began", held.day("starts_on")),
    ]
    if may_see_money(viewer) and page.balance:
        facts.append(balance_fact(page.balance.whole("balance_pence")))
    return facts


def balance_fact(pence: int | None) -> Fact:
    """What is owed: a rent account above nothing is in arrears."""
    if pence is None or pence == 0:
        return Fact("Rent account", "Clear" if pence == 0 else None)
    return Fact("Rent account", words.money(abs(pence)), sub="owed" if pence > 0 else "in credit")


def sections(page: TenancyPage, *, viewer: Viewer) -> list[Section]:
    """All of them, in the order of the page."""
    held = page.tenancy
    own = [one for one in said_columns(held) if not is_source_code("tenancy", one)]
    source = source_of(held, leave_out=own)
    facts = [Fact(label("tenancy", one), worded(held, one), source=source) for one in own]
    found = [Section("summary", "The tenancy", [FactsBlock(facts)], side="Summary")]
    names = tenancy_links([held]) | {one.id: home_link(one) for one in page.homes.values()}
    found.append(_household(page))
    homes: list[Block] = [
        table(caption, page.records[name], LAYOUTS[name], names=names, show_caption=True)
        for name, caption in (("tenancy_unit", "Homes it covers"), ("letting", "How it was let"))
        if page.records[name]
    ]
    found.append(Section("homes", "Homes it covers", homes or [EmptyBlock("No home is tied to it")]))
    if held.day("ends_on") or held.day("notice_received_on"):
        found.append(_end(page))
    return [*found, *_money(page)] if may_see_money(viewer) else found


def _end(page: TenancyPage) -> Section:
    """How it ended or is to end, and the void that the end made."""
    held = page.tenancy
    columns = ("notice_received_on", "expected_end_on", "ends_on", "end_reason")
    source = source_of(held, leave_out=columns)
    facts = [
        Fact(label("tenancy", one), worded(held, one), source=source)
        for one in columns
        if worded(held, one) is not None
    ]
    blocks: list[Block] = [FactsBlock(facts)]
    if voids := page.records["void"]:
        blocks.append(table("The home stood empty after it", voids, LAYOUTS["void"], show_caption=True))
    elif held.day("ends_on"):
        text = "Voids come from NEC. None is held that began in the month after it ended."
        blocks.append(EmptyBlock("No void after it", text))
    return Section("end", "How it ended" if held.day("ends_on") else "Notice to end it", blocks, side="End")


def _household(page: TenancyPage) -> Section:
    blocks: list[Block] = []
    if page.lives:
        blocks.append(lives_table("Household", page.lives))
    else:
        blocks.append(EmptyBlock("Nobody is in the household now"))
    if page.lived:
        blocks.append(
            lives_table("Others, before or after", page.lived, folded=f"Before or after: {len(page.lived)}")
        )
    if page.records["household"]:
        blocks.append(
            table(
                "As held", page.records["household"], LAYOUTS["household"], folded="How the household is held"
            )
        )
    return Section("household", "Household", blocks, count=len(page.lives))


def _money(page: TenancyPage) -> list[Section]:
    records = page.records
    accounts: list[Block] = []
    for name, caption in (("rent_account", "Rent accounts"), ("rent_charge", "What is charged")):
        if records[name]:
            accounts.append(table(caption, records[name], LAYOUTS[name], show_caption=True))
    moves = newest_first(records["rent_transaction"], "transacted_on")
    note = f"The newest {NEWEST_TRANSACTIONS}" if len(moves) >= NEWEST_TRANSACTIONS else ""
    every = Link("Every transaction", reverse("transactions", args=[page.tenancy.id]))
    steps = newest_first(records["arrears_action"], "created_on")
    nothing = EmptyBlock("Nothing charged or paid", "Transactions come from NEC each night.")
    return [
        Section(
            "rent",
            "Rent account",
            accounts or [EmptyBlock("No rent account")],
            count=len(records["rent_account"]),
        ),
        Section(
            "arrears",
            "Steps about arrears",
            [
                table("Steps about arrears", steps, LAYOUTS["arrears_action"])
                if steps
                else EmptyBlock("No steps about arrears")
            ],
            count=len(steps),
            side="Arrears",
        ),
        Section(
            "transactions",
            "Charged and paid",
            [table("Charged and paid", moves, LAYOUTS["rent_transaction"]) if moves else nothing],
            note=note,
            count=len(moves),
            link=every if moves else None,
        ),
    ]

"""NEC's side of repairs: the request as it was taken, and the works order that went to Oneserve."""

from dataclasses import dataclass

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.writing import Folder

STATUS = {"Completed": "COM", "Cancelled": "CAN", "No access": "COM"}


@dataclass(slots=True)
class Order:
    """A repair as NEC ordered it, and how it ended."""

    number: int
    ref: str
    propref: str
    description: str
    contractor: str
    priority: str
    day: int
    minute: int
    target: int
    status: str = "Booked"
    completed_day: int = 0
    completed_minute: int = 0
    cost: int = 0


class Orders:
    """Writes requests and orders as the jobs are made."""

    def __init__(self, *, folder: Folder, chance: Chance) -> None:
        said = declared.table("repairs")
        self.words: dict[str, list[str]] = said["words"]
        self.contractors = {name: f"CON{at + 1:02d}" for at, name in enumerate(self.words["contractors"])}
        self.chance = chance
        self.requests = folder.sheet("nec", "service_requests")
        self.orders = folder.sheet("nec", "works_orders")

    def write(self, order: Order) -> None:
        chance = self.chance
        request = f"SR{order.number:07d}"
        reported = f"{days.nec(order.day)} {days.clock(order.minute)}:00"
        state = STATUS.get(order.status, "ISS")
        closed = days.nec(order.completed_day) if order.completed_day else ""
        drawn = chance.random()
        self.requests.add(
            {
                "LSRQ_LEGACY_REFNO": request,
                "LSRQ_DESCRIPTION": order.description.upper(),
                "LSRQ_SOURCE": chance.one_of(self.words["sources"]),
                "LSRQ_SCO_CODE": state,
                "LSRQ_STATUS_DATE": closed or days.nec(order.day),
                "LSRQ_PRO_PROPREF": order.propref,
                "LSRQ_TARGET_DATETIME": f"{days.nec(order.target)} 17:00:00",
                "LSRQ_ACCESS_NOTES": chance.one_of(self.words["access"]) if drawn < 0.3 else "",
                "LSRQ_ACCESS_AM": "Y" if drawn < 0.8 else "N",
                "LSRQ_ACCESS_PM": "Y" if drawn > 0.15 else "N",
                "LSRQ_REPORTED_BY": chance.one_of(self.words["reported_by"]),
                "LSRQ_REPORTED_DATETIME": reported,
                "LSRQ_PRI_CODE": order.priority,
            }
        )
        self.orders.add(
            {
                "LWOR_LEGACY_REF": order.ref,
                "LWOR_SRQ_LEGACY_REFNO": request,
                "LWOR_PRO_PROPREF": order.propref,
                "LWOR_SCO_CODE": state,
                "LWOR_PPC_COS_CODE": self.contractors[order.contractor],
                "LWOR_RAISED_DATE": reported,
                "LWOR_TARGET_DATE": days.nec(order.target),
                "LWOR_ISSUED_DATE": reported,
                "LWOR_REPORTED_COMP_DATE": closed,
                "LWOR_PRI_CODE": order.priority,
                "LWOR_ESTIMATED_COST": f"{order.cost}.00",
                "LWOR_INVOICED_COST": f"{order.cost}.00" if closed else "",
                "LWOR_DESCRIPTION": order.description.upper(),
            }
        )

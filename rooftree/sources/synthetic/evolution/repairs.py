"""A night's repairs: yesterday's bookings are done, and new jobs are reported and booked."""

from itertools import count

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.evolution.present import Present
from rooftree.sources.synthetic.evolution.rewriting import Cells, Copy

REPORTED = 600
BOOKED = 610
DONE = 700


class Repairs:
    """Makes and finishes jobs on the files."""

    def __init__(self, *, present: Present, chance: Chance, number: int) -> None:
        self.today = present.today
        self.chance = chance
        homes = sorted(set(present.let.values()) & set(present.sites))
        chosen = chance.sample(homes, min(number, len(homes)))
        self.numbers = {home: present.next_job + at for at, home in enumerate(chosen)}
        self.sites = present.sites
        self.visits = count(present.next_visit)
        said = declared.table("repairs")
        self.works = {home: chance.one_of(said["work"]) for home in chosen}
        self.words = {home: chance.one_of(work["words"]) for home, work in self.works.items()}
        self.finished: dict[str, str] = {}

    def write(self, copy: Copy) -> None:
        new_visits = [self._visit(home) for home in self.numbers]
        copy.rewrite("oneserve", "appointments", change=self._appointment, more=new_visits)
        copy.rewrite(
            "oneserve", "jobs", change=self._job, more=[self._new_job(home) for home in self.numbers]
        )
        copy.append("oneserve", "job_events", self._events(new_visits))
        copy.append("nec", "service_requests", [self._request(home) for home in self.numbers])
        copy.append("nec", "works_orders", [self._order(home) for home in self.numbers])

    def _appointment(self, row: Cells) -> Cells:
        if row["status"] == "Booked" and row["startDate"] < days.iso(self.today):
            row["status"] = "Completed"
            row["actualStartDate"] = f"{row['startDate']}T{days.clock(DONE - 60)}:00"
            row["actualEndDate"] = row["lastModified"] = f"{row['startDate']}T{days.clock(DONE)}:00"
            self.finished[row["jobRef"]] = row["startDate"]
        return row

    def _job(self, row: Cells) -> Cells:
        done = self.finished.get(row["jobRef"])
        if done:
            row["status"] = "Completed"
            row["completedDate"] = f"{done[8:]}/{done[5:7]}/{done[:4]} {days.clock(DONE)}"
        return row

    def _events(self, new_visits: list[Cells]) -> list[Cells]:
        done = [
            self._event(ref, f"{on[8:]}-{on[5:7]}-{on[:4]} {days.clock(DONE)}:28", "COMP", "Job completed")
            for ref, on in self.finished.items()
        ]
        today = days.dashed(self.today)
        for visit in new_visits:
            done.append(
                self._event(visit["jobRef"], f"{today} {days.clock(REPORTED)}:42", "RAISED", "Job raised")
            )
            booked = self._event(
                visit["jobRef"], f"{today} {days.clock(BOOKED)}:42", "BOOKED", "Appointment booked"
            )
            done.append(booked | {"appointmentId": visit["id"]})
        return done

    def _event(self, ref: str, when: str, code: str, title: str) -> Cells:
        return {
            "jobRef": ref,
            "eventDateTime": when,
            "eventRef": code,
            "eventDescription": title,
            "eventRecordedBy": "Contact centre",
        }

    def _visit(self, home: str) -> Cells:
        made = f"{days.iso(self.today)}T{days.clock(BOOKED)}:00"
        return {
            "id": str(next(self.visits)),
            "jobRef": f"HR-{self.numbers[home]}",
            "startDate": days.iso(days.next_working(self.today + self.chance.between(1, 14))),
            "dayDivisionId": self.chance.one_of(("AM", "PM", "SCHOOL")),
            "resourceId": "R0001",
            "status": "Booked",
            "duration": "60",
            "offeredSlots": "AM PM SCHOOL",
            "createdDate": made,
            "lastModified": made,
        }

    def _new_job(self, home: str) -> Cells:
        number = self.numbers[home]
        return {
            "jobRef": f"HR-{number}",
            "clientRef": f"WO{number:07d}",
            "siteRef": self.sites[home],
            "workType": "Responsive",
            "priority": "Routine",
            "status": "Booked",
            "reportedDate": f"{days.british(self.today)} {days.clock(REPORTED)}",
            "targetDate": f"{days.british(self.today + 28)} 17:00",
            "description": self.words[home],
            "sor": f"{self.works[home]['code']}001",
            "trade": self.works[home]["trade"],
            "contractor": "Haverleigh Repairs",
        }

    def _request(self, home: str) -> Cells:
        return {
            "LSRQ_LEGACY_REFNO": f"SR{self.numbers[home]:07d}",
            "LSRQ_DESCRIPTION": self.words[home].upper(),
            "LSRQ_SOURCE": "PHONE",
            "LSRQ_SCO_CODE": "ISS",
            "LSRQ_STATUS_DATE": days.nec(self.today),
            "LSRQ_PRO_PROPREF": home,
            "LSRQ_TARGET_DATETIME": f"{days.nec(self.today + 28)} 17:00:00",
            "LSRQ_REPORTED_BY": "TENANT",
            "LSRQ_REPORTED_DATETIME": f"{days.nec(self.today)} {days.clock(REPORTED)}:00",
            "LSRQ_PRI_CODE": "3",
        }

    def _order(self, home: str) -> Cells:
        number = self.numbers[home]
        raised = f"{days.nec(self.today)} {days.clock(REPORTED)}:00"
        return {
            "LWOR_LEGACY_REF": f"WO{number:07d}",
            "LWOR_SRQ_LEGACY_REFNO": f"SR{number:07d}",
            "LWOR_PRO_PROPREF": home,
            "LWOR_SCO_CODE": "ISS",
            "LWOR_PPC_COS_CODE": "CON01",
            "LWOR_RAISED_DATE": raised,
            "LWOR_TARGET_DATE": days.nec(self.today + 28),
            "LWOR_ISSUED_DATE": raised,
            "LWOR_PRI_CODE": "3",
            "LWOR_DESCRIPTION": self.words[home].upper(),
        }

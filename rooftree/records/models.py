"""Re-exports the stage's tables; they are declared in each subject."""

from rooftree.records.claims.models import Claim, Disagreement
from rooftree.records.contacts.models import Complaint
from rooftree.records.files.models import Attachment
from rooftree.records.finding.models import SearchEntry, SearchWord
from rooftree.records.homes.models import (
    Address,
    AssetComponent,
    Certification,
    DecentHome,
    HazardReport,
    LocationAlert,
    Property,
    Room,
    Site,
    Survey,
    Unit,
)
from rooftree.records.households.models import HouseholdFault
from rooftree.records.matching.models import (
    EntityAlias,
    MatchCandidate,
    MatchDecision,
    MatchModel,
    Reference,
)
from rooftree.records.matching.quality.models import MatchFigure, Unlinkable
from rooftree.records.matching.review.models import MatchProposal, MatchWaiting
from rooftree.records.matching.sampling.models import MatchSample, MatchSampleAnswer
from rooftree.records.people.models import (
    Communication,
    EqualityInformation,
    Household,
    HouseholdMember,
    Organization,
    Person,
    PersonName,
)
from rooftree.records.publishing.models import HeldTable
from rooftree.records.repairs.models import (
    Appointment,
    JobStatusUpdate,
    Notification,
    Operative,
    ServiceRequest,
    WorkElement,
    WorkOrder,
)
from rooftree.records.stock.models import StockCount, StockDecision, StockHome
from rooftree.records.tenancies.models import (
    ArrearsAction,
    Bid,
    HomelessnessCase,
    HomelessnessDuty,
    HousingApplication,
    Letting,
    Offer,
    RentAccount,
    RentCharge,
    RentTransaction,
    StatusHistory,
    TemporaryAccommodationPlacement,
    Tenancy,
    TenancyUnit,
    Void,
)
from rooftree.records.vulnerabilities.models import PersonAlert

__all__ = [
    "Address",
    "Appointment",
    "ArrearsAction",
    "AssetComponent",
    "Attachment",
    "Bid",
    "Certification",
    "Claim",
    "Communication",
    "Complaint",
    "DecentHome",
    "Disagreement",
    "EntityAlias",
    "EqualityInformation",
    "HazardReport",
    "HeldTable",
    "HomelessnessCase",
    "HomelessnessDuty",
    "Household",
    "HouseholdFault",
    "HouseholdMember",
    "HousingApplication",
    "JobStatusUpdate",
    "Letting",
    "LocationAlert",
    "MatchCandidate",
    "MatchDecision",
    "MatchFigure",
    "MatchModel",
    "MatchProposal",
    "MatchSample",
    "MatchSampleAnswer",
    "MatchWaiting",
    "Notification",
    "Offer",
    "Operative",
    "Organization",
    "Person",
    "PersonAlert",
    "PersonName",
    "Property",
    "Reference",
    "RentAccount",
    "RentCharge",
    "RentTransaction",
    "Room",
    "SearchEntry",
    "SearchWord",
    "ServiceRequest",
    "Site",
    "StatusHistory",
    "StockCount",
    "StockDecision",
    "StockHome",
    "Survey",
    "TemporaryAccommodationPlacement",
    "Tenancy",
    "TenancyUnit",
    "Unit",
    "Unlinkable",
    "Void",
    "WorkElement",
    "WorkOrder",
]

"""Tables: rent account, charge, rent transaction, arrears action."""

from django.db import models

from rooftree.records.provenance.models import AppendOnlyRecord, Record, history, spelling


@history("rent_account")
class RentAccount(Record):
    """What is owed for a tenancy, garage or lease."""

    account_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    account_class = models.TextField(null=True, blank=True)
    account_class_source = models.TextField(null=True, blank=True)
    tenancy_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    balance_pence = models.BigIntegerField(null=True, blank=True)
    balance_on = models.DateField(null=True, blank=True)
    hb_claim_no = models.TextField(null=True, blank=True)
    tenancy = models.ForeignKey("records.Tenancy", models.DO_NOTHING, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "rent_account"
        indexes = (spelling("account_ref", name="rent_account_account_ref"),)

    def __str__(self) -> str:
        return self.account_ref or self.source_key


@history("rent_charge")
class RentCharge(Record):
    """One part of what is charged each week on an account."""

    account_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    element = models.TextField(null=True, blank=True)
    element_source = models.TextField(null=True, blank=True)
    amount_pence = models.BigIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    rent_account = models.ForeignKey(
        "records.RentAccount", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "rent_charge"

    def __str__(self) -> str:
        return self.account_ref or self.source_key


class RentTransaction(AppendOnlyRecord):
    """One debit or credit on an account. Append only."""

    account_ref = models.TextField(null=True, blank=True)
    transacted_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    payment_method = models.TextField(null=True, blank=True)
    payment_method_source = models.TextField(null=True, blank=True)
    debit_pence = models.BigIntegerField(null=True, blank=True)
    credit_pence = models.BigIntegerField(null=True, blank=True)
    external_ref = models.TextField(null=True, blank=True)
    rent_account = models.ForeignKey(
        "records.RentAccount", models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta:
        db_table = "rent_transaction"

    def __str__(self) -> str:
        return self.account_ref or str(self.pk)


@history("arrears_action")
class ArrearsAction(Record):
    """A step taken to recover arrears."""

    account_ref = models.TextField(null=True, blank=True)
    code = models.TextField(null=True, blank=True)
    code_source = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    created_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    next_action_on = models.DateField(null=True, blank=True)
    balance_pence = models.BigIntegerField(null=True, blank=True)
    rent_account = models.ForeignKey(
        "records.RentAccount", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "arrears_action"

    def __str__(self) -> str:
        return self.account_ref or self.source_key

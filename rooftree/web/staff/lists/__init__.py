"""The lists of homes, people, tenancies, repairs, certificates, voids and more; each says only how its rows
are drawn. What all do stands in web/staff/listing, and what each holds in records/*/listing."""

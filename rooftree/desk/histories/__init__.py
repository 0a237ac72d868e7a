"""What happened, how records changed, and what two days differ in (R2, R11). Timelines are told from here."""

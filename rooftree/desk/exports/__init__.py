"""Named exports: what each holds, column by column, and the forms it can be written in. Asks the subjects'
queries; the command `rooftree export` and the pages write the same thing from here."""

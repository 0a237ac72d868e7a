"""The pages of agreements with contractors and partners: what was agreed, months, files, notices (R8)."""

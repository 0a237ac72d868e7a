"""Ten nights of a small landlord whose people come and go, are joined and parted by stewards, and return."""

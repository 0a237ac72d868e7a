"""What others read of the ledger: the queue, one exception, scores, what comes back, the daily digest."""

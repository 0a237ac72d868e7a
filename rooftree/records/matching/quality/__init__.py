"""How good matching is: counted by every run and kept, and the rows that say too little to be matched."""

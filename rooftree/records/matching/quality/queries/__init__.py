"""What runs counted of matching, the rows that say too little, and the model in use."""

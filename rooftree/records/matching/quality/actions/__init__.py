"""Counting what a run made of links, and listing the rows that say too little."""

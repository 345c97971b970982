"""Database, lake and evidence in one archive with the hash of every member, and back again."""

"""What CMS publishes, kept in one SQLite file, and which of it answers for a day."""

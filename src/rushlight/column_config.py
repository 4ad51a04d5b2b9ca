"""How the columns of tables are shown and edited."""

"""Evidence in the browser: brought, looked through, fetched again; other rooms name it by its key."""

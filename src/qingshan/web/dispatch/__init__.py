"""The monthly dispatch in the browser: months, sheets, filling in and reviewing."""

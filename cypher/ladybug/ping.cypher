// ping: answers when the database answers.
// access: read
// params: none
// rows:   answer INTEGER, one row
RETURN 1 AS answer

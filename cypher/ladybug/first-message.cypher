// first-message: the message with the earliest date.
// access: read
// params: $undated INTEGER what stands for no date
// rows:   doc STRING; at most one
MATCH (e:Entity)
WHERE e.kind = 'MESSAGE' AND e.earliest < $undated
RETURN e.doc AS doc
ORDER BY e.earliest, e.id
LIMIT 1

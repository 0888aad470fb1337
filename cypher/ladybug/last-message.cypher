// last-message: the message whose date ends last.
// access: read
// params: $undated INTEGER minus what stands for no date
// rows:   doc STRING; at most one
MATCH (e:Entity)
WHERE e.kind = 'MESSAGE' AND e.latest > $undated
RETURN e.doc AS doc
ORDER BY e.latest DESC, e.id
LIMIT 1

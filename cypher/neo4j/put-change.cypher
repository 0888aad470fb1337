// put-change: notes what a transaction wrote, so that what servers hold in memory follows; notes of long ago go.
// access: write
// params: $id STRING, $put LIST<STRING> ids of entities and relationships, $removed LIST<STRING> the same,
//         $whole BOOLEAN true where these are too many to be named, $keep INTEGER milliseconds
// rows:   none
// try:    :param {id: 'x', put: [], removed: [], whole: true, keep: 86400000}
CREATE (change:Change {id: $id, at: timestamp(), put: $put, removed: $removed, whole: $whole})
WITH change.at - $keep AS before
MATCH (old:Change)
WHERE old.at < before
WITH old LIMIT 100
DELETE old

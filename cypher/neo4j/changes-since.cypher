// changes-since: what transactions have written since an instant, but for what was seen, and what time it is there.
// access: read
// params: $since INTEGER milliseconds since 1970, $seen LIST<STRING> ids of notes
// rows:   now INTEGER, id STRING, at INTEGER, put, removed LIST<STRING>, whole BOOLEAN; id is null where there is none
// try:    :param {since: 0, seen: []}
OPTIONAL MATCH (change:Change)
WHERE change.at >= $since AND NOT change.id IN $seen
RETURN timestamp() AS now, change.id AS id, change.at AS at, change.put AS put, change.removed AS removed,
  change.whole AS whole

// changes-since: what transactions have written since an instant, and what time it is there.
// access: read
// params: $since INTEGER milliseconds since 1970
// rows:   now INTEGER, id STRING, at INTEGER, put, removed LIST<STRING>, whole BOOLEAN; id is null where there is none
// try:    :param {since: 0}
OPTIONAL MATCH (change:Change)
WHERE change.at >= $since
RETURN timestamp() AS now, change.id AS id, change.at AS at, change.put AS put, change.removed AS removed,
  change.whole AS whole

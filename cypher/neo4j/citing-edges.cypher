// citing-edges: the relationships that cite a source.
// access: read
// params: $phrase STRING the source's id as a quoted Lucene phrase
// rows:   id STRING
// order:  by id
// try:    :param {phrase: '"news-item"'}
CALL db.index.fulltext.queryRelationships('edge_sources', $phrase) YIELD relationship
RETURN relationship.id AS id
ORDER BY id

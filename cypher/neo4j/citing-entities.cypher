// citing-entities: the nodes that cite a source.
// access: read
// params: $phrase STRING the source's id as a quoted Lucene phrase
// rows:   id STRING
// order:  by id
// try:    :param {phrase: '"news-item"'}
CALL db.index.fulltext.queryNodes('entity_sources', $phrase) YIELD node
RETURN node.id AS id
ORDER BY id

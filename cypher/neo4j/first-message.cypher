// first-message: the date of the message with the earliest date, from the index of messages by date.
// access: read
// params: $undated INTEGER what stands for no date
// rows:   date STRING, earliest, latest INTEGER; at most one
// try:    :param {undated: 9000000000000000}
MATCH (message:Message)
WHERE message.earliest < $undated AND message.id IS NOT NULL
RETURN message.date AS date, message.earliest AS earliest, message.latest AS latest
ORDER BY message.earliest, message.id
LIMIT 1

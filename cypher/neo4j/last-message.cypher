// last-message: the date of the message whose date ends last, from the index of messages by the end of their date.
// access: read
// params: $undated INTEGER minus what stands for no date
// rows:   date STRING, earliest, latest INTEGER; at most one
// try:    :param {undated: -9000000000000000}
MATCH (message:Message)
WHERE message.latest > $undated
RETURN message.date AS date, message.earliest AS earliest, message.latest AS latest
ORDER BY message.latest DESC
LIMIT 1

"""Series: one outlet's articles that share a template of a title rather than an event.

"Morning briefing: …", "Global … Market Report 2031", "Download … Exam Dumps [2021]": the
frame recurs, what stands in it differs from article to article. Here such runs are found, and
the words of their frames taken off the counts; what becomes of them is left to the vectors.
"""

from clustering.series.description import Series
from clustering.series.finding import find_series
from clustering.series.frames import without_frames

__all__ = ["Series", "find_series", "without_frames"]

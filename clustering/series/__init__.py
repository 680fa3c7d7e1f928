"""Series: one outlet's articles that share a template of a title rather than an event.

"Morning briefing: …", "Global … Market Report 2031", "Download … Exam Dumps [2021]": the frame
(the template's fixed words) recurs, and the rest differs from article to article. This folder
finds such series and removes the frame's words from the counts that vectors are made of.
"""

from clustering.series.description import Series
from clustering.series.finding import find_series
from clustering.series.frames import without_frames

__all__ = ["Series", "find_series", "without_frames"]

"""What to do about a finding, in the words that several checks share."""

from guatu.kernel.sentences import Sentence

CORRECT = Sentence("请核对原始台账，更正后重报。")
CORRECT_OR_EXPLAIN = Sentence("请更正；若属实，请写明原因并附依据。")
ASK_THE_UNIT = Sentence("请向填报单位核实，核实前不计入。")
SAY_THE_UNIT = Sentence("请确认计量单位：填错的改正，属实的写明原因。")
CHOOSE_THE_COLUMN = Sentence("请确认填的是当月数还是累计数，改到对的一栏。")
ADD_UP_AGAIN = Sentence("请逐项核对分项与合计，哪一项错改哪一项，不要凑数。")
FILE_IT = Sentence("请补报；没有发生填零，不适用请注明。")
REVERSAL = Sentence("请更正上期；若本期冲减，请附说明和批准人。")
PLEASE_VERIFY = Sentence("仅供核查人员参考，请抽查台账，不作为扣分依据。")
CHECK_BOTH_SOURCES = Sentence("请对照两处来源的口径和时间，写明差异原因。")
CHECK_THE_PARTS = Sentence("请核对分子和分母，口径要一致。")
KEEP_THE_OFFICIAL = Sentence("以正式发布的合并数为准，单月数请勿自行拆分。")
EXPLAIN_THE_CHANGE = Sentence("请写明更正原因、依据和批准人，原数保留可查。")
CHOOSE_THE_PERIOD = Sentence("请核对报告期，改到对的月份。")

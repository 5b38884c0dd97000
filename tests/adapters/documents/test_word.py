"""Word plans: what is read of each of their parts."""

import pytest
from tests.adapters.documents.making import (
    SPACES,
    cell,
    paragraph,
    plan_in_word,
    run,
    table,
    word,
    zipped,
)

from guatu.adapters.documents import open_document
from guatu.kernel.reading import DocumentRefused, Laid

LEVELS = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>
  <w:lvlText w:val="%1.%3"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""
BOX = "<w:txbxContent><w:p><w:r><w:t>文本框：新建学校3所。</w:t></w:r></w:p></w:txbxContent>"


def read(body: str, **parts: str) -> Laid:
    return open_document(word(body, **parts), file_name="计划.docx")


def lines(body: str, **parts: str) -> list[str]:
    return [line for line in read(body, **parts).text.split("\n") if line]


def point(words: str, level: int, number: int = 3) -> str:
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return paragraph(words, settings=f"<w:numPr>{place}</w:numPr>")


def test_paragraphs_and_tables_stand_in_the_order_of_the_page() -> None:
    body = paragraph("表前") + table([cell("指标"), cell("目标")]) + paragraph("表后")

    assert lines(body) == ["表前", "指标\t目标", "表后"]


def test_a_list_shows_the_numbers_that_word_shows() -> None:
    body = "".join(
        point(words, level)
        for words, level in [
            ("目标", 0),
            ("工业", 1),
            ("农业", 1),
            ("粮食", 2),
            ("油料", 2),
            ("措施", 0),
            ("加强领导", 1),
            ("点", 3),
        ]
    )

    assert lines(body, numbering=LEVELS) == [
        "一、目标",
        "（一）工业",
        "（二）农业",
        "1.1 粮食",
        "1.2 油料",
        "二、措施",
        "（一）加强领导",
        "点",
    ]


def test_a_list_may_begin_anew_and_a_style_may_carry_it() -> None:
    styles = (
        '<w:style w:styleId="own"><w:name w:val="own"/><w:basedOn w:val="base"/></w:style>'
        '<w:style w:styleId="base"><w:name w:val="base"/><w:pPr><w:numPr>'
        '<w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        paragraph("甲", settings='<w:pStyle w:val="own"/>')
        + point("乙", 0, number=4)
        + paragraph("丙", settings='<w:pStyle w:val="own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )

    assert lines(body, numbering=LEVELS, styles=styles) == ["一、甲", "五、乙", "丙"]


def test_tracked_changes_read_as_if_they_were_accepted() -> None:
    body = paragraph(
        "新建泵站",
        f"<w:del>{run('5')}</w:del>",
        f"<w:ins>{run('6')}</w:ins>",
        f"<w:moveFrom>{run('千米')}</w:moveFrom>",
        "座",
    )

    assert lines(body) == ["新建泵站6座"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_a_deleted_row_is_gone() -> None:
    joined = paragraph("新建泵站", settings="<w:rPr><w:del/></w:rPr>") + paragraph("6座。")
    gone = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('1')}</w:tr></w:tbl>"

    assert lines(joined + gone) == ["新建泵站6座。"]


def test_a_text_box_is_read_once_though_the_file_holds_it_twice() -> None:
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert lines(paragraph("正文。", twice)) == ["正文。", "文本框：新建学校3所。"]


def test_notes_stand_behind_the_paragraph_that_refers_to_them() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("口径为规模以上。")}</w:footnote>'
    )
    body = paragraph("增长8%。", '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("下一段")

    assert lines(body, footnotes=notes) == ["增长8%。", "口径为规模以上。", "下一段"]


def test_hidden_words_are_left_out_and_a_note_says_so() -> None:
    laid = read(
        paragraph("公开", run("隐藏99家", "<w:vanish/>"), run("内容", '<w:vanish w:val="0"/>'))
    )

    assert laid.text == "公开内容\n"
    assert [str(note) for note in laid.notes] == [
        "有 1 处隐藏文字没有读取；需要时请取消隐藏后再上传。"
    ]


def test_fields_show_their_result_and_heads_and_contents_are_left_out() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>' + run("2024年")
    )
    styles = '<w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("一、目标\t3", settings='<w:pStyle w:val="t"/>') + paragraph(field, "计划")
    package = word(body, styles=styles, hdr=paragraph("页眉"))

    assert open_document(package, file_name="a.docx").text == "2024年计划\n"


def test_merged_cells_are_filled_down_and_blank_ones_keep_their_column() -> None:
    rows = table(
        [cell("类别", settings='<w:gridSpan w:val="2"/>'), cell("目标")],
        [cell("农业", settings='<w:vMerge w:val="restart"/>'), cell("粮食"), cell("12")],
        [cell("", settings="<w:vMerge/>"), cell("油料"), cell("3")],
        [cell("", settings="<w:vMerge/>"), cell("棉花"), cell("")],
    )

    assert lines(rows) == ["类别\t\t目标", "农业\t粮食\t12", "农业\t油料\t3", "棉花"]


def test_a_cell_of_several_paragraphs_stays_one_cell_and_keeps_its_place() -> None:
    laid = read(table([cell("县发改局", "县工信局"), cell("12\t家")]))

    assert laid.text.strip() == "县发改局 县工信局\t12 家"
    assert [place.cell for place in laid.places] == ["表1 第1行", "表1 第1行"]


def test_a_table_that_only_lays_out_text_gives_paragraphs() -> None:
    passage = "".join(paragraph("全县要抓好粮食生产工作，" * 6) for _ in range(4))

    assert lines(table([cell(passage), cell("右")]))[-1] == "右"


def test_a_nested_table_follows_its_row() -> None:
    inner = table([cell("内一"), cell("内二")])
    body = table([cell("外", inner + paragraph("")), cell("右")])

    assert lines(body) == ["外\t右", "内一\t内二"]


def test_tables_nested_without_end_are_refused() -> None:
    body = paragraph("芯")
    for _ in range(200):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"

    with pytest.raises(DocumentRefused, match="嵌套"):
        read(body)


def test_a_file_of_python_docx_reads_with_its_lists_and_sections() -> None:
    laid = open_document(plan_in_word(["一、目标", "粮食12万吨。"]), file_name="a.docx")

    assert laid.text == "平湖县2024年工作要点\n一、目标\n粮食12万吨。\n"
    assert [place.page for place in laid.places] == [1, 1, 1]


def test_the_text_may_stand_in_a_numbered_part() -> None:
    document = f"<w:document {SPACES}><w:body>{paragraph('正文')}</w:body></w:document>"

    laid = open_document(zipped({"word/document2.xml": document}), file_name="a.docx")

    assert laid.text == "正文\n"


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(DocumentRefused, match="没有文字"):
        read(paragraph(""))

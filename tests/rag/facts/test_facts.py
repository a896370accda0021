import json
from pathlib import Path

import pytest

from index.records import Article, Span
from rag.facts.evidence import Evidence
from rag.facts.facts import find_fact
from rag.facts.polarity import is_asserted
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import chinese_terms

CASES = [
    ("献血总量多少毫升？", "共有61人献血，献血总量20800毫升。", "20800毫升"),
    ("有多少人献血？", "共有61人献血，献血总量20800毫升。", "61人"),
    ("大桥总投资多少？", "大桥全长1260米，总投资约3.6亿元。", "约3.6亿元"),
    ("大桥全长多少？", "大桥全长1260米，总投资约3.6亿元。", "1260米"),
    ("工期多长？", "工程计划投资500万元，工期7个月。", "7个月"),
    ("活动有多少人参加？", "3月12日，共有一千二百余人参加活动。", "一千二百余人"),
    ("大桥什么时候通车？", "6月18日，白鹭大桥正式通车。", "2023年6月18日"),
    ("大桥是哪天通车的？", "2021年6月18日，白鹭大桥正式通车。", "2021年6月18日"),
    ("会议由谁主持？", "会议由县长王建国主持。", "王建国"),
    ("活动在哪里举行？", "活动在东湖广场举行，市民踊跃参加。", "东湖广场"),
    ("获奖的歌曲叫什么？", "合唱《柳塘的春天》获得金奖。", "《柳塘的春天》"),
    ("签名活动的主题是什么？", "社区在东湖广场开展“文明新风进万家”签名活动。", "“文明新风进万家”"),
    ("县档案馆今年举办什么展览？", "县档案馆以建馆60周年为契机，举办百年老照片图片展，欢迎参观。", "百年老照片图片展"),
    ("活动在哪个镇哪个村举行？", "4月2日，望蒲县荻溪镇上荻村书声阵阵，活动在欢声笑语中落幕。", "望蒲县荻溪镇上荻村"),
    ("全县共有多少个城市社区？", "全县12个城市社区都配备了9名工作人员。", "12个"),
    ("当天办了多少个节目？", "男女对唱、二人台对唱等十余个节目轮番上演。", "十余个"),
    ("文化站给老人办了什么培训？", "荻溪文化站针对留守老人，开展了茶艺技能培训。", "茶艺技能培训"),
    ("“护河”这一条是要守住什么？", "三是护河，守住一江清水；四是护林，守住满山青翠。", "一江清水"),
    ("哪个镇修的路最长？", "其中改造里程最长的是荻溪镇，最短的是城关镇。", "荻溪镇"),
    ("要做到哪“三早”？", "各村要紧盯茶园，确保茶苗早栽种、早管护、早采摘。", "早栽种、早管护、早采摘"),
    ("站长号召多大岁数的人去献血？", "“我们呼吁18—55周岁的市民都来献血！”", "18—55周岁"),
    ("有多少老百姓受益？", "义诊走了一公里的山路，受益群众达300余人。", "300余人"),
    ("全县开展了几大行动？", "全县开展了清河、植绿等四大行动，整治河道12公里。", "四大"),
    ("上半年全县的出口额是多少？", "上半年，全县进出口总额61亿元，其中出口23亿元，进口38亿元。", "23亿元"),
    ("会议有哪些要求？", "会议要求：抓质量、抢工期、保安全。", "抓质量、抢工期、保安全"),
]
FURTHER = json.loads((Path(__file__).parents[2] / "cases" / "bare_facts.json").read_text("utf-8"))
"""The same, by how a question says what it wants: its sort, its deed, a part, an office."""


def evidence(sentence):
    article = Article(key="k", source="s", page=1, body=sentence, event_dates=("2023-06-18",))
    return Evidence(article, Span(0, len(sentence)), 1.0, 1.0, 1.0, 1.0)


def query(county, question):
    return Query(question, "zh", chinese_terms(question, county.segmenter, county.store), county.query("x").vector)


@pytest.mark.parametrize(
    ("question", "sentence", "value"), [*CASES, *((c["question"], c["sentence"], c["value"]) for c in FURTHER)]
)
def test_the_bare_fact(county, question, sentence, value):
    found = find_fact(query(county, question), understand(question, "zh"), evidence(sentence))
    assert found is not None
    assert found.value == value
    assert found.span.of(sentence) in sentence
    assert found.span.of(sentence)[-1] == value[-1]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("献血总量多少毫升？", "共有61人献血。"),
        ("大桥什么时候通车？", "白鹭大桥正式通车。"),
        ("总投资多少元？", "全长1260米。"),
        ("大水转移了多少群众？", "水位很高，但没有转移一名群众。"),
        ("会议由谁主持？", "会议强调，要抓紧施工。"),
        ("2023年的活动为什么停办？", "活动停办了。"),
    ],
)
def test_a_sentence_without_the_fact_gives_none(county, question, sentence):
    assert find_fact(query(county, question), understand(question, "zh"), evidence(sentence)) is None


def test_a_figure_of_the_question_is_not_its_answer(county):
    question = "获得61分的队有多少人？"
    found = find_fact(query(county, question), understand(question, "zh"), evidence("获得61分的队有12人。"))
    assert found.value == "12人"


def test_what_ends_in_a_general_noun_is_none_of_its_kind(county):
    question = "哪个国家的队员获得了表彰？"
    found = find_fact(query(county, question), understand(question, "zh"), evidence("队员肩负国家使命，赢得信任。"))
    assert found is None or "国家" not in found.value


def test_an_organisation(county):
    question = "大桥由哪家公司承建？"
    sentence = "大桥由柳塘县交通建设公司承建。"
    found = find_fact(query(county, question), understand(question, "zh"), evidence(sentence))
    assert found.value == "柳塘县交通建设公司"


def test_the_thing_asked_for_and_not_what_is_quoted(county):
    question = "足球赛冠军是哪个队？"
    sentence = "“晨光杯”足球赛落幕，城关中学队夺得冠军。"
    found = find_fact(query(county, question), understand(question, "zh"), evidence(sentence))
    assert found is None or found.value == "城关中学队"


def test_a_list_without_the_words_before_it(county):
    question = "栽下了哪些树？"
    found = find_fact(query(county, question), understand(question, "zh"), evidence("大家栽下松树、柏树、香樟。"))
    assert found.value == "松树、柏树、香樟"


@pytest.mark.parametrize(
    ("sentence", "told"), [("队长一人独得31分，当选最佳球员。", False), ("李大山三年里两次献血。", True)]
)
def test_yes_is_said_of_the_own_words_of_a_follow_up(county, sentence, told):
    assert is_asserted(query(county, "谁是独得31分当选最佳球员的队长；他有没有献血？"), sentence) is told

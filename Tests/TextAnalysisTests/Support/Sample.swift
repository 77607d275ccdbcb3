/// Korean and English as people write it, for tests that want ordinary text.
let sample = """
  ## Daily Papers (2023-12-05)

  ### [DeepCache: Accelerating Diffusion Models for Free](https://arxiv.org/abs/2312.00858)
  ![](https://cdn.example.org/thumbnails/2312.00858.png)
  Authors: Xinyin Ma, Gongfan Fang, Xinchao Wang
  Vote: 21

  - 확산 모델(diffusion model)은 이미지 합성에서 놀라운 성능을 보이지만, 순차적인 잡음 제거 과정과 \
  큰 모델 크기 때문에 계산 비용이 많이 듭니다.
  - 이 논문은 증류(distillation)나 재학습 없이 모델의 구조 관점에서 속도를 높이는 DeepCache를 제안한다.
  - LLM은 GPT-4V의 66.5 대 65.9라는 점수를 앞섰고, LLMs와 3DGS를 함께 쓰면 1,000배까지 빨라진다.
  - “가우시안 스플래팅”과 ‘가우시안스플래팅’은 띄어쓰기만 다르다… 그렇지 않은가?
  - C++17, C#, F#과 Python 3.12에서 snake_case와 camelCase, HTTPServer·URLSession을 쓴다.
  - It's the user's data; don't drop it. They'd rather re-use e.g. U.S. state-of-the-art results.

  전체관람가는 아닌것 같아요ㅋㅋㅋㅋ 디렉터스컷으로봐서 거의 3시간짜리인데 참 흡인력있다ㅠㅠ
  영화였다.  20년이상 지났지만.. 생각하면  또 가슴이 아리는.. 그 느낌!!! ㅎㅎ
  제1조(목적) 이 법은 국회ㆍ법원ㆍ헌법재판소의 직무와 「행정절차법」 제3조제2항제1호에 따른 사항을 정한다.
  key:value 가·나 가.나 가나.abc abc가나 ABC가나DEF x=1;y=2 1,2,3 2023.12.05 192.168.0.1 v1.2.3
  user.name+tag@example.co.kr _init_ __main__ foo__bar path/to/file.md a.b:c.d 1.5M 3rd 4K 8K UHD
  don’t ‘GPT’s’ rock'n'roll 12'34 1_000_000 0x1F 10:30 50% $1,234.56 1,23 1234,567 100,200,300

  """

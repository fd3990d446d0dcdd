/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.internal.chartpart.Chart;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import java.awt.Dimension;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws a chart into a file that scales. */
final class Svg {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** Of coordinates: text is drawn as outlines, which are many numbers. */
    private static final int DECIMAL_PLACES = 1;

    private Svg() {}

    static void write(Chart<?, ?> chart, Path file) throws IOException {
        SVGGraphics2D graphics;
        try {
            SVGGeneratorContext context =
                    SVGGeneratorContext.createDefault(
                            DocumentBuilderFactory.newInstance()
                                    .newDocumentBuilder()
                                    .getDOMImplementation()
                                    .createDocument(NAMESPACE, "svg", null));
            context.setPrecision(DECIMAL_PLACES);
            graphics = new SVGGraphics2D(context, false);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK makes no XML documents", e);
        }
        graphics.setSVGCanvasSize(new Dimension(chart.getWidth(), chart.getHeight()));
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            graphics.stream(writer, true);
        }
    }
}
